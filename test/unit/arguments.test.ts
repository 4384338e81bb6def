import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../src/tools/arguments.ts';
import { tools } from '../../src/tools/index.ts';
import type { Arguments } from '../../src/tools/tool.ts';

function message(name: string, args: Arguments): string {
  const tool = tools.find((one) => one.name === name);
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

  it('is said in plain words', () => {
    expect(message('list_payments_by_status', { payment_status: 'all', limit: 1001 })).toBe('"limit" must be <=1000');
    expect(message('list_payments_by_ids', { imp_uids: [] })).toBe('"imp_uids" must have >=1 items');
  });
});
