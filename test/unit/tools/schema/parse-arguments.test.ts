import { describe, expect, it } from 'vitest';
import { discover } from '../../../../src/tools/discover/index.ts';
import { tools } from '../../../../src/tools/index.ts';
import { parseArguments } from '../../../../src/tools/schema/parse-arguments.ts';
import type { Arguments } from '../../../../src/tools/tool.ts';
import { hostile, UNSEEN } from '../../../support/hostile-texts.ts';

function message(name: string, args: Arguments): string {
  const tool = [...tools, ...discover].find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}`);
  const parsed = parseArguments(tool, args, { allowSecrets: false });
  return parsed.ok ? '' : parsed.problems.join('; ');
}
const many = <T>(make: (n: number) => T) => Array.from({ length: 5_000 }, (_, n) => make(n));
const strangers = () => Object.fromEntries(many((n) => [`amount${n}`, 1]));

describe('what is wrong with arguments', () => {
  it.each<[string, string, () => Arguments]>([
    ['unknown arguments', 'cancel_payment', strangers],
    ['unknown names within one', 'cancel_payment', () => ({ imp_uid: 'a', full_refund: true, extra: strangers() })],
    ['broken rows', 'create_schedules', () => ({ customer_uid: 'c', schedules: many(() => ({ z: 1 })) })],
  ])('is told in a few words however many %s there are', (_, tool, args) => {
    const said = message(tool, args());
    expect(said).not.toBe('');
    expect(said.length).toBeLessThan(3_000);
  });

  it('comes with what was perhaps meant: names, names within, and values', () => {
    expect(message('cancel_payment', { imp_uid: 'a', amount: 1, reson: 'x' })).toBe(
      'unknown argument "reson"; did you mean "reason"?',
    );
    expect(message('cancel_payment', { imp_uid: 'a', amount: 1, extra: { requestor: 'admin' } })).toBe(
      'unknown "extra.requestor"; did you mean "extra.requester"?',
    );
    expect(message('list_payments_by_status', { payment_status: 'PAID' })).toMatch(/; did you mean "paid"\?$/);
    const schedules = [{ merchant_uid: 'm', schedule_att: '2027-01-01', amount: 1, currency: 'KRW', name: 'tea' }];
    expect(message('create_schedules', { customer_uid: 'c', schedules })).toBe(
      '"schedules.0.schedule_at" is required; unknown "schedules.0.schedule_att"; did you mean "schedules.0.schedule_at"?',
    );
    expect(message('get_payment', { imp_uid: 'a', zzzzzzzz: 1 })).toBe(
      'unknown argument "zzzzzzzz"; the arguments are imp_uid, include_sandbox, extension',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('an argument named %s is a stranger', (name) => {
    const stranger = JSON.parse(`{"${name}": 1}`);
    expect(message('get_payment', { ...stranger, imp_uid: 'a' })).toContain(`unknown argument "${name}"`);
    const within = { imp_uid: 'a', amount: 1, extra: stranger };
    expect(message('cancel_payment', within)).toBe(`unknown "extra.${name}"`);
    const row = { merchant_uid: 'm', schedule_at: '2027-01-01', amount: 1, currency: 'KRW', name: 'tea' };
    const schedules = [{ ...row, ...stranger }];
    expect(message('create_schedules', { customer_uid: 'c', schedules })).toBe(`unknown "schedules.0.${name}"`);
    const extra = [{ ...row, extra: stranger }];
    expect(message('create_schedules', { customer_uid: 'c', schedules: extra })).toContain(`.${name}"`);
  });

  it('tells a strange name by its letters, those unseen by their codes, and no more of it than is of use', () => {
    const said = (name: string) => [
      message('get_payment', { imp_uid: 'a', [name]: 1 }),
      message('cancel_payment', { imp_uid: 'a', amount: 1, extra: { [name]: 1 } }),
      message('list_payments_by_status', { payment_status: 'all', fields: [name] }),
    ];
    for (const told of said('\u202eevil')) expect(told).toContain('\\u202eevil"');
    for (const told of said('imp\u200b_uid\u2028\u00a0\u{e0041}x'))
      expect(told).toContain('imp\\u200b_uid\\u2028\\u00a0\\udb40\\udc41x"');
    for (const text of Object.values(hostile)) for (const told of said(text)) expect(told).not.toMatch(UNSEEN);
    for (const told of said('가'.repeat(5_000))) {
      expect(told).toContain(`${'가'.repeat(60)}…"`);
      expect(told).not.toContain('가'.repeat(61));
    }
  });

  it('names a column that there is not together with what else is wrong', () => {
    const names = { fields: 'amonut,imp_uid', limit: 0 };
    expect(message('list_payments_by_status', names)).toBe(
      '"payment_status" is required; "limit" must be >=1; "fields" names what the rows do not have: "amonut" (did you mean "amount"?)',
    );
    expect(message('search_payments', { fields: [], limit: 0 })).toBe('"limit" must be >=1; "fields" names nothing');
  });

  it('is said in plain words', () => {
    expect(message('list_payments_by_status', { payment_status: 'all', limit: 1001 })).toBe('"limit" must be <=1000');
    expect(message('list_payments_by_status', { payment_status: 'all', limit: 1.5 })).toBe(
      '"limit" must be a whole number',
    );
    expect(message('cancel_payment', { imp_uid: 'a', amount: 'x', extra: 1 })).toBe(
      '"amount" must be a number; "extra" must be an object',
    );
    expect(message('list_payments_by_ids', { imp_uids: 1 })).toBe('"imp_uids" must be an array');
    expect(message('call_tool', { name: 'get_payment', arguments: 1 })).toBe('"arguments" must be an object');
    expect(message('list_payments_by_ids', { imp_uids: [] })).toBe('"imp_uids" must have >=1 items');
  });
});
