import { type Child, create } from '../page/dom.ts';
import type { Severity } from '../words/severity.ts';
import { createIcon } from './icon.ts';
import type { IconName } from './icon-paths.ts';

const icons: Readonly<Record<Severity, IconName>> = { problem: 'cross', warning: 'alert', info: 'info', good: 'check' };

/** A message in a frame, with what it is about first. */
export const createNotice = (severity: Severity, title: string, ...details: readonly Child[]): HTMLDivElement =>
  create(
    'div',
    { class: `notice ${severity}` },
    createIcon(icons[severity]),
    create(
      'div',
      {},
      create('strong', {}, title),
      ...details.map((detail) => (typeof detail === 'string' ? create('p', {}, detail) : detail)),
    ),
  );

/** A word that stands out by color, and by an icon for those who do not see the color. */
export const createBadge = (
  severity: Severity | 'neutral',
  icon: IconName | undefined,
  text: string,
): HTMLSpanElement => create('span', { class: `badge ${severity}` }, icon && createIcon(icon), text);
