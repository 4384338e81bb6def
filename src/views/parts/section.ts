import { type Child, create } from '../page/dom.ts';

let lastId = 0;

/** A part of the page with a heading, which names it for screen readers. Nothing if it has no content. */
export function createSection(title: string, ...children: readonly Child[]): HTMLElement | undefined {
  if (!children.some(Boolean)) return undefined;
  lastId += 1;
  const id = `section-${lastId}`;
  return create('section', { 'aria-labelledby': id }, create('h2', { id }, title), ...children);
}

/** Names and values; what has no value is left out. */
export const createDetails = (rows: readonly (readonly [string, Child])[]): HTMLDListElement =>
  create(
    'dl',
    { class: 'details' },
    ...rows
      .filter(([, value]) => value !== undefined && value !== false && value !== '')
      .map(([name, value]) => create('div', {}, create('dt', {}, name), create('dd', {}, value))),
  );
