import { hasBrand, isEasyPay, paymentBrands } from '../../endpoints/payment-brands.ts';
import { giftCardMethods, paymentMethods } from '../../endpoints/payment-methods.ts';

/** The payments that a word for a payment method means. */
interface MethodSet {
  methods: readonly string[];
  /** A wallet is also a PG, and can be chosen inside the window of another PG. */
  pgs?: readonly string[];
  matches(row: MethodFields): boolean;
}

interface MethodFields {
  pg_provider?: string | null | undefined;
  emb_pg_provider?: string | null | undefined;
  pay_method?: string | null | undefined;
}

const normalizeName = (name: string) => name.toLowerCase().replaceAll(/[\s_-]/g, '');

const matchesMethods =
  (methods: readonly string[]) =>
  ({ pay_method }: MethodFields) =>
    methods.includes((pay_method ?? '').toLowerCase());

const methodSet = (methods: readonly string[]): MethodSet => ({ methods, matches: matchesMethods(methods) });

const GROUPS: readonly { words: readonly string[]; set: MethodSet }[] = [
  { words: ['상품권', '기프트카드', 'giftcard'], set: methodSet(giftCardMethods) },
  {
    words: ['간편결제', '페이', 'easypay', 'simplepay', 'wallet'],
    set: {
      methods: paymentBrands.flatMap(({ methods }) => methods),
      pgs: paymentBrands.flatMap(({ pgs = [] }) => pgs),
      matches: isEasyPay,
    },
  },
];

/** Returns the payments that a word for a payment method means; a word that is in no table is a code. */
export function findMethodSet(searchText: string): MethodSet {
  const word = normalizeName(searchText);
  const group = GROUPS.find(({ words }) => words.includes(word));
  if (group) return group.set;
  const brand = paymentBrands.find(({ name, aliases = [] }) =>
    [name.en, name.ko, ...aliases].map(normalizeName).includes(word),
  );
  if (brand) return { methods: brand.methods, pgs: brand.pgs ?? [], matches: (row) => hasBrand(brand, row) };
  const named = Object.entries(paymentMethods).filter(([, { name, aliases = [] }]) =>
    [name.ko, ...aliases].map(normalizeName).includes(word),
  );
  return methodSet(named.length > 0 ? named.map(([code]) => code) : [searchText.toLowerCase()]);
}

/** Says which codes a word was taken for, if it is more than one. */
export function describeMethodSet(searchText: string): string | undefined {
  const { methods, pgs = [] } = findMethodSet(searchText);
  if (methods.length + pgs.length < 2) return undefined;
  const byPg = pgs.length > 0 ? `, or any payment through the PG ${[...new Set(pgs)].join(', ')}` : '';
  const hidden = paymentBrands.some((brand) => brand.methods.some((method) => methods.includes(method)))
    ? ' NHN KCP records a wallet that was opened directly as card or point since 2024-09-02, so those may be missing.'
    : '';
  return `"pay_method" was taken as ${methods.join(', ')}${byPg}.${hidden}`;
}
