import { expect, it } from 'vitest';
import { detectFindings } from '../../../src/desk/investigate/findings/index.ts';
import { StepField } from '../../../src/desk/result-fields.ts';
import { findDepositNotice } from '../../../src/endpoints/pg-facts/deposit-notices.ts';
import { recordQuirks } from '../../../src/endpoints/pg-facts/record-quirks.ts';
import { knownPgs } from '../../../src/endpoints/pg-providers/index.ts';
import { ruleSets } from '../../../src/guard/pg-rules/index.ts';
import { maskContent, maskNumbers } from '../../../src/output/content-mask.ts';
import { redact } from '../../../src/output/redact.ts';
import { examples } from '../../support/finding-examples.ts';

const listNoticePlaces = (pg: string): string[] => {
  const notice = findDepositNotice(pg);
  return notice && !notice.isSetByPg ? [notice.place] : [];
};

it.each(knownPgs.flatMap((pg) => listNoticePlaces(pg)))(
  'the advice where a shop sets its deposit-notice URL is shown whole: %s',
  (place) => {
    expect(maskContent(`it is set here: ${place}. If that is right, ask the PG.`)).toContain(place);
  },
);

it('no sentence of a PG rule loses a number to the mask of this server’s own sentences', () => {
  const sentences = Object.values(ruleSets).flatMap((rules) =>
    rules.flatMap(({ message }) => [message.en, message.ko]),
  );
  expect(sentences.length).toBeGreaterThan(800);
  expect(sentences.filter((text) => maskNumbers(text) !== text)).toEqual([]);
});

it('no quirk of a record loses a word to the mask', () => {
  expect(recordQuirks.map(({ text }) => text).filter((text) => maskContent(text) !== text)).toEqual([]);
});

it('no finding about a payment loses a word to the mask', () => {
  const texts = Object.values(examples).flatMap(({ is }) =>
    is.flatMap((about) => detectFindings(about).findings.map(({ text }) => text)),
  );
  expect(texts.length).toBeGreaterThan(100);
  expect(texts.filter((text) => maskContent(text) !== text)).toEqual([]);
});

it.each([
  'ask cs@portone.io. Repeating the call does not help.',
  'only for shops that asked for it (tech.support@portone.io), and',
])('an address of PortOne is shown and the next word stays: %s', (text) => {
  expect(maskContent(text)).toBe(text);
});

it.each(['cs@portone.io.example.com', 'xcs@portone.io', 'cs@portone.io-x.kr'])(
  'an address that only resembles one of PortOne is masked: %s',
  (address) => {
    expect(maskContent(`ask ${address}`)).not.toContain(address);
  },
);

it('a next step names every order that it is about', () => {
  const step = { tool: 'cancel_schedules', arguments: { merchant_uid: ['sub_1', 'sub_2'] }, why: 'The buyer stops.' };
  expect(redact(step, StepField, { pii: 'masked' })).toEqual(step);
});
