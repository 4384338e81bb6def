/** Safe markup. Only `html` creates it, so no text gets into a page without being escaped. */
class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type { Markup };

type MarkupPart = Markup | string | number | undefined | readonly MarkupPart[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function renderPart(part: MarkupPart): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(renderPart).join('');
  return String(part).replace(/[&<>"']/g, (char) => entities[char] ?? '');
}

/** Builds markup and escapes its values, in text and in quoted attributes. */
export const html = (strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup =>
  new Markup(strings.reduce((text, piece, index) => text + renderPart(parts[index - 1]) + piece));

/**
 * Builds a style element without escaping, since an escaped `>` would change the style. Never pass text from outside.
 */
export const createStyleElement = (css: string): Markup => new Markup(`<style>${css}</style>`);
