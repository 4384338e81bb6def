import { expect, it } from 'vitest';
import { StepField } from '../../../src/desk/result-fields.ts';
import { findDepositNotice } from '../../../src/endpoints/pg-facts/deposit-notices.ts';
import { knownPgs } from '../../../src/endpoints/pg-providers/index.ts';
import { maskContent } from '../../../src/output/content-mask.ts';
import { redact } from '../../../src/output/redact.ts';

it.each(knownPgs.flatMap((pg) => findDepositNotice(pg)?.place ?? []))(
  'the advice where a shop sets its deposit-notice URL is shown whole: %s',
  (place) => {
    expect(maskContent(`it is set here: ${place}. If that is right, ask the PG.`)).toContain(place);
  },
);

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
