import type { Shape } from '../drift/parameter.ts';

/** The likely privacy of a response field by its name; the first match applies. */
const textFields: readonly [pattern: RegExp, field: string][] = [
  [/(^|_)(card_number|password|secret|token)$/, 'secretText()'],
  [/^name$|(buyer|customer|orderer|receiver|sender)_name$|(^|_)holder$/, "personalText('name')"],
  [/(^|_)(tel|phone)$/, "personalText('phone')"],
  [/(^|_)email$/, "personalText('email')"],
  [/(^|_)addr$/, "personalText('address')"],
  [/(^|_)postcode$/, "personalText('postcode')"],
  [/(^|_)(account|bank_num)$/, "personalText('account')"],
];

/** Drafts a response model. The developer must decide what a name does not show, such as whose name it is. */
export function draftModel(name: string, answer: Shape | undefined): string {
  const properties = Object.entries(answer?.properties ?? {});
  const fields = properties.map(([key, shape]) => `  ${key}: ${draftField(key, shape)},`);
  return [`export const ${name} = model({`, ...(fields.length > 0 ? fields : ['  // its fields']), '});'].join('\n');
}

function draftField(name: string, { type, properties, items }: Shape): string {
  if (type === 'array') return items?.properties ? `list(${draftObject(items)})` : 'textList()';
  if (properties) return draftObject({ properties });
  if (type === 'object') return 'openObject()';
  if (type === 'boolean') return 'flag()';
  if (type === 'string') return textFields.find(([pattern]) => pattern.test(name))?.[1] ?? 'text()';
  return /_(at|due)$/.test(name) ? 'time()' : 'number()';
}

const draftObject = ({ properties = {} }: Shape): string =>
  `model({ ${Object.entries(properties)
    .map(([key, shape]) => `${key}: ${draftField(key, shape)}`)
    .join(', ')} })`;
