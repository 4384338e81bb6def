import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Words that mean something else in payments, or nothing to a stranger, and what to say instead. */
const WORDS: Readonly<Record<string, string>> = {
  booked: 'scheduled',
  booking: 'schedule',
  bookings: 'schedules',
  crowd: 'bulk payments',
  heard: 'received, matched or logged',
  heed: 'handle',
  mishap: 'fault',
  mishaps: 'faults',
  sight: 'evidence',
  slip: 'deviation',
  slips: 'deviations',
  told: 'reported, logged or published',
  turns: 'lock or lease',
};

/** Names that were odd enough to hide a bug, and the field's own. */
const NAMES: Readonly<Record<string, string>> = {
  agreed: 'confirmed',
  Agreed: 'Confirmed',
  agreements: 'confirmation tokens',
  Agreements: 'ConfirmationTokens',
  alike: 'similarPayments',
  Asking: 'ConfirmationService',
  backwards: 'rangeIsReversed',
  bond: 'binding',
  Bond: 'TokenBinding',
  canAsk: 'supportsFormElicitation',
  canOpen: 'supportsUrlElicitation',
  claimsOf: 'getCounterIncrements',
  consent: 'confirm',
  cursorOf: 'encodeCursor',
  factsOf: 'describeSnapshot',
  heedNo: 'handleDecline',
  isLost: 'mayStillExecute',
  koreanTime: 'formatKst',
  lookAt: 'takeSnapshot',
  looked: 'snapshot',
  Looker: 'SnapshotReader',
  lostAdvice: 'warnUnconfirmed',
  LostWrites: 'UnconfirmedWrites',
  misshapen: 'hasInvalidFormat',
  movesOf: 'getMoneyMovements',
  mustLast: 'assertLeaseCoversWrite',
  placeOf: 'decodeCursor',
  PlainServer: 'PassthroughServer',
  saysNone: 'isAbsent',
  settled: 'reconciled',
  shownOf: 'fingerprintQuestion',
  thereIs: 'exists',
  thereIsNo: 'isAbsent',
  TokenShelf: 'TokenCache',
  touched: 'getChangedRecords',
  useOnce: 'consumeOnce',
  wayOfAsking: 'describeConfirmationChannel',
  whenOver: 'onResponseEnd',
  withinBudget: 'truncateToBudget',
  worthSaying: 'summarizeWarnings',
};

const NO_CODE = /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
/** Keys of object literals are often data, such as PG codes, so a name before a colon does not count. */
const IDENTIFIER = /(?<![\w$.])[A-Za-z_$][\w$]*(?!\s*:)/g;
const splitWords = (name: string): string[] =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_]+/);

function findOddNames(file: string, source: string): string[] {
  const identifiers = new Set(source.replaceAll(NO_CODE, ' ').match(IDENTIFIER));
  return [...identifiers].flatMap((name) => [
    ...(Object.hasOwn(NAMES, name) ? [`${file}: ${name} (say ${NAMES[name]})`] : []),
    ...splitWords(name).flatMap((word) =>
      Object.hasOwn(WORDS, word) ? [`${file}: ${name} ("${word}": say ${WORDS[word]})`] : [],
    ),
  ]);
}

describe('the vocabulary of the code', () => {
  it('has no name that a payments engineer would read as something else', () => {
    const files = ['src', 'scripts', 'bench', 'test']
      .flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
          `${folder}/${path}`.replaceAll('\\', '/'),
        ),
      )
      .filter((file) => !file.includes('/node_modules/'))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('vocabulary.test.ts'));
    expect(files.length).toBeGreaterThan(500);
    expect(files.flatMap((file) => findOddNames(file, readFileSync(file, 'utf8')))).toEqual([]);
  });

  it.each([
    ['a function', 'export function wayOfAsking() {}'],
    ['a type', 'interface Bond { tool: string }'],
    ['a word within a name', 'const isToldTwice = 1;'],
    ['an upper-case word', 'const MOST_TURNS = 3;'],
  ])('notices an odd name in %s', (_, source) => {
    expect(findOddNames('x.ts', source)).toHaveLength(1);
  });

  it.each([
    ['a comment', '// as told'],
    ['a string', "const text = 'told';"],
    ['a key that is data', 'const pgs = { booked: 1 };'],
    ['a longer word', 'const unfolded = 1;'],
  ])('does not mind the word in %s', (_, source) => {
    expect(findOddNames('x.ts', source)).toEqual([]);
  });
});
