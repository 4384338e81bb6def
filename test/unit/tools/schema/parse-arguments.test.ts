import { describe, expect, it } from 'vitest';
import { discoverTools } from '../../../../src/tools/discover/index.ts';
import { tools } from '../../../../src/tools/index.ts';
import { parseArguments } from '../../../../src/tools/schema/parse-arguments.ts';
import type { ToolArguments } from '../../../../src/tools/tool.ts';
import { hostileTexts, UNSAFE_CHARACTERS } from '../../../support/hostile-texts.ts';

function getMessage(name: string, args: ToolArguments): string {
  const tool = [...tools, ...discoverTools].find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}`);
  const parsed = parseArguments(tool, args, { allowSecrets: false });
  return parsed.ok ? '' : parsed.problems.join('; ');
}
const repeat = <T>(make: (n: number) => T) => Array.from({ length: 5_000 }, (_, n) => make(n));
const buildUnknownArguments = () => Object.fromEntries(repeat((n) => [`amount${n}`, 1]));

describe('the error for invalid arguments', () => {
  it.each<[string, string, () => ToolArguments]>([
    ['unknown arguments', 'cancel_payment', buildUnknownArguments],
    [
      'unknown nested names',
      'cancel_payment',
      () => ({ imp_uid: 'a', full_refund: true, extra: buildUnknownArguments() }),
    ],
    ['invalid rows', 'create_schedules', () => ({ customer_uid: 'c', schedules: repeat(() => ({ z: 1 })) })],
  ])('the error stays short however many %s there are', (_, tool, args) => {
    const said = getMessage(tool, args());
    expect(said).not.toBe('');
    expect(said.length).toBeLessThan(3_000);
  });

  it.each<[string, string, () => ToolArguments, RegExp]>([
    ['a list of 100,000 rows', 'create_schedules', () => ({ schedules: Array(100_000).fill({ z: 1 }) }), /values/],
    [
      '60,000 misspelt names',
      'cancel_payment',
      () => Object.fromEntries(repeat((n) => [`amont${n}`, n])),
      /values|unknown/,
    ],
    ['a text of a million characters', 'cancel_payment', () => ({ reason: 'x'.repeat(1_000_000) }), /characters/],
    ['JSON text of 90,000 rows', 'create_schedules', () => ({ schedules: `[${'1,'.repeat(45_000)}1]` }), /values/],
    [
      'lists nested 50 levels deep',
      'cancel_payment',
      () => ({ extra: JSON.parse('['.repeat(50) + ']'.repeat(50)) }),
      /deep/,
    ],
  ])('%s is refused by its size, before it is validated', (_, tool, args, reason) => {
    const given = args();
    const startedAt = performance.now();
    expect(getMessage(tool, given)).toMatch(reason);
    // Validating the rows took twenty seconds.
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('the error suggests the intended argument, nested name or value', () => {
    expect(getMessage('cancel_payment', { imp_uid: 'a', amount: 1, reson: 'x' })).toBe(
      'unknown argument "reson"; did you mean "reason"?',
    );
    expect(getMessage('cancel_payment', { imp_uid: 'a', amount: 1, extra: { requestor: 'admin' } })).toBe(
      'unknown "extra.requestor"; did you mean "extra.requester"?',
    );
    expect(getMessage('list_payments_by_status', { payment_status: 'PAID' })).toMatch(/; did you mean "paid"\?$/);
    const schedules = [{ merchant_uid: 'm', schedule_att: '2027-01-01', amount: 1, currency: 'KRW', name: 'tea' }];
    expect(getMessage('create_schedules', { customer_uid: 'c', schedules })).toBe(
      '"schedules.0.schedule_at" is required; unknown "schedules.0.schedule_att"; did you mean "schedules.0.schedule_at"?',
    );
    expect(getMessage('get_payment', { imp_uid: 'a', zzzzzzzz: 1 })).toBe(
      'unknown argument "zzzzzzzz"; the arguments are imp_uid, include_sandbox, extension',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('an argument named %s is unknown', (name) => {
    const stranger = JSON.parse(`{"${name}": 1}`);
    expect(getMessage('get_payment', { ...stranger, imp_uid: 'a' })).toContain(`unknown argument "${name}"`);
    const within = { imp_uid: 'a', amount: 1, extra: stranger };
    expect(getMessage('cancel_payment', within)).toBe(`unknown "extra.${name}"`);
    const row = { merchant_uid: 'm', schedule_at: '2027-01-01', amount: 1, currency: 'KRW', name: 'tea' };
    const schedules = [{ ...row, ...stranger }];
    expect(getMessage('create_schedules', { customer_uid: 'c', schedules })).toBe(`unknown "schedules.0.${name}"`);
    const extra = [{ ...row, extra: stranger }];
    expect(getMessage('create_schedules', { customer_uid: 'c', schedules: extra })).toContain(`.${name}"`);
  });

  it('the error shows an unknown name with invisible characters escaped and a limited length', () => {
    const said = (name: string) => [
      getMessage('get_payment', { imp_uid: 'a', [name]: 1 }),
      getMessage('cancel_payment', { imp_uid: 'a', amount: 1, extra: { [name]: 1 } }),
      getMessage('list_payments_by_status', { payment_status: 'all', fields: [name] }),
    ];
    for (const messageText of said('\u202eevil')) expect(messageText).toContain('\\u202eevil"');
    for (const messageText of said('imp\u200b_uid\u2028\u00a0\u{e0041}x'))
      expect(messageText).toContain('imp\\u200b_uid\\u2028\\u00a0\\udb40\\udc41x"');
    for (const text of Object.values(hostileTexts))
      for (const messageText of said(text)) expect(messageText).not.toMatch(UNSAFE_CHARACTERS);
    for (const messageText of said('가'.repeat(5_000))) {
      expect(messageText).toContain(`${'가'.repeat(60)}…"`);
      expect(messageText).not.toContain('가'.repeat(61));
    }
  });

  it('the error lists an unknown column together with the other problems', () => {
    const names = { fields: 'amonut,imp_uid', limit: 0 };
    expect(getMessage('list_payments_by_status', names)).toBe(
      '"payment_status" is required; "limit" must be >=1; "fields" has unknown columns: "amonut" (did you mean "amount"?)',
    );
    expect(getMessage('search_payments', { fields: [], limit: 0 })).toBe(
      '"limit" must be >=1; "fields" must name at least one column',
    );
  });

  it('the error uses plain words', () => {
    expect(getMessage('list_payments_by_status', { payment_status: 'all', limit: 1001 })).toBe(
      '"limit" must be <=1000',
    );
    expect(getMessage('list_payments_by_status', { payment_status: 'all', limit: 1.5 })).toBe(
      '"limit" must be a whole number',
    );
    expect(getMessage('cancel_payment', { imp_uid: 'a', amount: 'x', extra: 1 })).toBe(
      '"amount" must be a number; "extra" must be an object',
    );
    expect(getMessage('list_payments_by_ids', { imp_uids: 1 })).toBe('"imp_uids" must be an array');
    expect(getMessage('call_tool', { name: 'get_payment', arguments: true })).toBe('"arguments" must be a string');
    expect(getMessage('list_payments_by_ids', { imp_uids: [] })).toBe('"imp_uids" must have >=1 items');
  });
});

describe('the error for arguments that a host filled', () => {
  it('the error does not count an empty value as given', () => {
    const empty = { merchant_uid: null, full_refund: false, refund_holder: '', refund_bank: null, requester: '' };
    expect(getMessage('refund_payment', { imp_uid: 'a', amount: 1_000, reason: 'x', ...empty })).toBe('');
    expect(getMessage('refund_payment', { imp_uid: null, amount: null, reason: 'x', ...empty })).toBe(
      'give exactly one of "imp_uid", "merchant_uid"; give either "amount", or "full_refund": true to act on everything',
    );
    expect(getMessage('cancel_schedules', { customer_uid: 'c', all: 'false' })).toContain('give either');
  });

  it('the error asks once for a required argument that is empty', () => {
    expect(getMessage('get_payment', { imp_uid: null })).toBe('"imp_uid" is required');
    expect(getMessage('get_payment', { imp_uid: '' })).toBe('"imp_uid" must not be empty');
    expect(getMessage('get_payment', { imp_uid: ' ' })).toMatch(/^"imp_uid" must not be blank[^;]*$/);
    expect(getMessage('list_payments_by_ids', { imp_uids: [null] })).toBe('"imp_uids.0" must be a string');
  });

  it('an amount of zero is refused in every spelling', () => {
    for (const amount of [0, '0', '0.0', '-0', -0])
      expect(getMessage('cancel_payment', { imp_uid: 'a', amount }), JSON.stringify(amount)).toBe(
        '"amount" must be >0',
      );
  });

  it('the error names the place within JSON text', () => {
    const schedules = JSON.stringify([{ merchant_uid: 'm', schedule_at: '2027-01-01', amount: '0', name: null }]);
    expect(getMessage('create_schedules', { customer_uid: 'c', schedules })).toContain(
      '"schedules.0.amount" must be >0',
    );
  });
});
