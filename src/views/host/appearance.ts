import { isRecord } from '../../base/json.ts';
import { setLanguage } from '../words/language.ts';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** Applies theme, colors, fonts, margins and language of the host; each may be missing. */
export function applyHostContext(context: Record<string, unknown>): void {
  const { theme, styles, locale, safeAreaInsets } = context;
  const { style } = document.documentElement;
  if (theme === 'light' || theme === 'dark') style.colorScheme = theme;
  const { variables } = Object(styles);
  if (isRecord(variables))
    for (const [name, value] of Object.entries(variables))
      if (name.startsWith('--') && typeof value === 'string') style.setProperty(name, value);
  for (const side of SIDES) {
    const inset: unknown = Object(safeAreaInsets)[side];
    if (typeof inset === 'number') style.setProperty(`--inset-${side}`, `${inset}px`);
  }
  if (typeof locale === 'string') setLanguage(locale);
}
