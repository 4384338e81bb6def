/** Texts that identify a person wherever they stand. `plain` ones are rows of digits, as machines make them too. */
export const canaries: readonly { text: string; plain?: true }[] = [
  ...['010-9876-5401', '010.9876.5402', '010 9876 5403', '(010) 9876-5404', '010)9876-5405', '+82-10-9876-5406'],
  ...['+82 10 9876 5407', '+82 (0)10-9876-5408', '82-10-9876-5409', '０１０－９８７６－５４１０', '010–9876–5411'],
  ...['02-987-5412', '031-987-5413', '070-9876-5414', '0504-9876-5415', '+1 415-555-5416', '010_9876_5417'],
  ...['canary01@example.com', 'canary.02@mail.example.co.kr', 'canary_03+tag@example.org', 'canary04 (at) example.com'],
  ...['CANARY05@EXAMPLE.COM', 'canary06＠example.com', 'canary07 [at] example [dot] com', 'canary08@xn--example.kr'],
  ...['canary09@example.io', 'canary10@sub.example.com', '900101-2345601', '851231-1345602', '790615 2345603'],
  ...['010203-3345604', '020304-4345605', '900101-5345606', '900102-1******', '4111-1111-1111-1111'],
  ...['5555 5555 5555 4444', '3782-822463-10005', '9490-9401-2345-6789', '4092-1234-5678-****', '95404900****1569'],
  ...['010,9876,5421', '010=9876=5422', '010:9876:5423', '010ㅡ9876ㅡ5424', 'O1O-9876-5425', '900101,2345626'],
  ...[
    '4012,8888,8888,1881',
    '4000/0566/5566/5556',
    '4000_0000_0000_0002',
    'canary11%40example.com',
    'canary12@예시.한국',
  ],
].map((text) => ({ text }));

const plainCanaries = [
  ...['01098765418', '821098765419', '0298765420', '9001012345607', '8512311345608', '4111111111111111'],
  ...['5555555555554444', '110-987-654321', '3333-09-8765432', '352-0987-6543-21'],
  ...['5105105105105100exp', 'KB 110222336781', '토스 100012345682', '예금주 홍길동 110222336783', '110.222.336784'],
];

export const allCanaries = [...canaries, ...plainCanaries.map((text) => ({ text, plain: true as const }))];

/** Card numbers, which leave in no mode. */
export const cardCanaries = allCanaries.filter(({ text }) => /^(?:4111|5555|3782|4012|4000|5105)/.test(text));

const toComparable = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}*]/gu, '');

/** The canaries in a text, also with other separators. A masked value may show the last four digits. */
export function findCanaries(text: string, searched: readonly { text: string }[] = allCanaries): string[] {
  const comparable = toComparable(text);
  return searched.filter((one) => comparable.includes(toComparable(one.text))).map((one) => one.text);
}
