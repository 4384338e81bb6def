import { type Attributes, type Child, create } from './dom.ts';

/** `key` names the button across renderings, so that it keeps the focus. */
export function createButton(
  key: string,
  onClick: () => void,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLButtonElement {
  const button = create('button', { type: 'button', 'data-key': key, ...attributes }, ...children);
  button.addEventListener('click', onClick);
  return button;
}

interface Choice {
  value: string;
  label: string;
}

interface SelectOptions {
  label: string;
  choices: readonly Choice[];
  selected: string;
  onChange(value: string): void;
}

/** A list to choose from, with its label. */
export function createSelect(key: string, { label, choices, selected, onChange }: SelectOptions): HTMLLabelElement {
  const select = create(
    'select',
    { 'data-key': key },
    ...choices.map(({ value, label: text }) => create('option', { value, selected: value === selected }, text)),
  );
  select.addEventListener('change', () => onChange(select.value));
  return create('label', { class: 'choice' }, create('span', {}, label), select);
}
