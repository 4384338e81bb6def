/** Text that is markup already. Only `html` makes it, so nothing gets into a page unescaped by being forgotten. */
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

/** Markup with its values escaped, be they text between tags or inside a quoted attribute. */
export const html = (strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup =>
  new Markup(strings.reduce((text, piece, index) => text + renderPart(parts[index - 1]) + piece));

/** A style element whose text stands as it is: an escaped `>` would be another style. Takes no text from outside. */
export const createStyleElement = (css: string): Markup => new Markup(`<style>${css}</style>`);
