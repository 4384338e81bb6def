export type Child = Node | string | undefined | false;

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Creates an element. Everything that comes from a result becomes text or the value of an attribute, never markup, and
 * no attribute that a browser follows or runs is accepted.
 */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function createSvg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

const FORBIDDEN = /^(on|href|src|srcdoc|action|formaction|style$)/i;

function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (FORBIDDEN.test(name)) throw new Error(`${name} is not an attribute of a view`);
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
}

const append = (element: Element, children: readonly Child[]): void =>
  element.append(...children.filter((child) => child !== undefined && child !== false));
