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

type Part = Markup | string | number | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
}

/** Markup with its values escaped, be they text between tags or inside a quoted attribute. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.reduce((text, piece, index) => text + written(parts[index - 1]) + piece));

/** A style element whose text stands as it is: an escaped `>` would be another style. Takes no text from outside. */
export const styleElement = (css: string): Markup => new Markup(`<style>${css}</style>`);
