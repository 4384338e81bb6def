import type { ArgumentPlace } from '../../src/endpoints/endpoint.ts';
import type { Argument } from '../drift/document.ts';
import type { Shape } from '../drift/parameter.ts';

/** The likely field of `src/endpoints/fields.ts` for a text or number by its name; the first match applies. */
const textFields: readonly [pattern: RegExp, field: string][] = [
  [/^imp_uid$/, 'ImpUid'],
  [/^merchant_uid$/, 'MerchantUid'],
  [/^customer_uid$/, 'CustomerUid'],
  [/^channel_key$/, 'ChannelKey'],
  [/^(card_number|expiry|birth|pwd_2digit|cvc|otp|.*(password|secret|api_key))$/, 'Secret'],
  [/^(reason|memo)$/, 'Memo'],
  [/^(custom_data|bypass)$/, 'CustomData'],
  [/_(name|holder)$/, 'Name'],
  [/(^|_)(tel|phone)$/, 'Phone'],
  [/(^|_)email$/, 'Email'],
  [/(^|_)addr$/, 'Address'],
  [/(^|_)postcode$/, 'Postcode'],
  [/(^|_)account$/, 'Account'],
  [/(^|_)ip$/, 'Ip'],
];
const numberFields: readonly [pattern: RegExp, field: string][] = [
  [/^(to|.*_to)$/, 'UntilTime'],
  [/^(from|.*_(from|at|due))$/, 'Time'],
  [/^page$/, 'Page'],
  [/^limit$/, 'Limit'],
  [/^amount$/, 'Amount'],
  [/^(tax_free|vat|vat_amount|checksum|.*_amount)$/, 'PartAmount'],
];
const MAX_LISTED_VALUES = 10;

/** The words of the path that name a row and its response: the last two that are not placeholders. */
const getWords = (route: string): string[] =>
  [...route.matchAll(/\/([a-zA-Z-]+)/g)].map(([, word = '']) => word.replaceAll('-', '_')).slice(-2);

/** `GET /naver/product-orders/{id}` answers with the model `NaverProductOrders`. */
export const getModelName = (route: string): string => toCamelCase(`_${getWords(route).join('_')}`);

/** The path's placeholders, for a route that the document does not have. */
export const listPlaceholders = (route: string): Argument[] =>
  [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    place: 'path',
    name,
    required: true,
    shape: { type: 'string' },
  }));

/** `GET /naver/product-orders/{id}` is drafted as the tool `get_naver_product_orders`. */
export const getToolName = (route: string): string =>
  [route.split(' ')[0]?.toLowerCase(), ...getWords(route)].join('_');

/** Drafts a row with the facts of the document, but none of its sentences. */
export function draftRow(route: string, args: readonly Argument[]): string {
  const [method = ''] = route.split(' ');
  const name = getToolName(route);
  const effect = { GET: 'read', DELETE: 'destructive' }[method] ?? 'write';
  const wire = args.filter(({ name: sent }) => sent.endsWith('[]') || sent.includes('-'));
  return [
    `export const ${toCamelCase(name)} = endpoint('${route}', {`,
    `  name: '${name}',`,
    "  title: '…',",
    "  description: '…',",
    `  effect: '${effect}',`,
    ...(effect === 'read'
      ? []
      : ['  confirm: …, // does a person decide? with money also `money`', '  followUpTool: …,', '  readBack: …,']),
    ...(['path', 'query', 'body'] as const).flatMap((place) => draftGroup(place, args)),
    ...(wire.length > 0
      ? [`  wire: { ${wire.map((argument) => `${toArgumentName(argument)}: '${argument.name}'`).join(', ')} },`]
      : []),
    `  returns: ${getModelName(route)},`,
    '});',
  ].join('\n');
}

function draftGroup(place: ArgumentPlace, args: readonly Argument[]): string[] {
  const group = args.filter((argument) => argument.place === place);
  if (group.length === 0) return [];
  const lines = group.map(({ name, shape, required }) => {
    // `extra[requester]` is a field of the object `extra`.
    const [, outer, inner] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    if (outer === undefined || inner === undefined)
      return `    ${toArgumentName({ name })}: ${draftField(name, shape, required)},`;
    const object = { type: 'object', properties: { [inner]: shape }, required: required ? [inner] : [] };
    return `    ${outer}: ${draftField(outer, object, required)},`;
  });
  // Text in a path must be a single segment.
  const safeLines = place === 'path' ? lines.map((line) => line.replace(': Text(', ': Segment(')) : lines;
  return [`  ${place}: {`, ...safeLines, '  },'];
}

/** Converts a name that is not a valid argument name: `imp_uid[]` becomes `imp_uids`. */
const toArgumentName = ({ name }: Pick<Argument, 'name'>) =>
  name.endsWith('[]') ? `${name.slice(0, -2)}s` : name.replaceAll('-', '_');

const toCamelCase = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function draftField(name: string, shape: Shape, required: boolean): string {
  return `${draftSchema(name.replace('[]', ''), shape)}${required ? '' : '.optional()'}`;
}

function draftSchema(name: string, shape: Shape): string {
  const { type, enum: values, items, properties, maxLength } = shape;
  if (type === 'array') return `z.array(${draftSchema(name, items ?? { type: 'string' })})`;
  if (type === 'object') return properties ? draftObject(shape) : 'z.record(z.string(), z.unknown())';
  if (type === 'boolean') return 'Flag()';
  if (values)
    return `${values.length > MAX_LISTED_VALUES ? 'LongChoice' : 'Choice'}(${values.map((value) => `'${value}'`).join(', ')})`;
  const known = (type === 'string' ? textFields : numberFields).find(([pattern]) => pattern.test(name))?.[1];
  if (type === 'string') return `${known ?? 'Text'}(${maxLength ?? ''})`;
  if (type === 'integer' && (known === 'Amount' || known === 'PartAmount')) return `Int${known}()`;
  return `${known ?? (type === 'integer' ? 'Int' : 'Num')}()`;
}

const draftObject = ({ properties = {}, required = [] }: Shape) =>
  `z.strictObject({ ${Object.entries(properties)
    .map(([key, child]) => `${key}: ${draftField(key, child, required.includes(key))}`)
    .join(', ')} })`;
