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

  it('is said in plain words', () => {
    expect(message('list_payments_by_status', { payment_status: 'all', limit: 1001 })).toBe('"limit" must be <=1000');
    expect(message('list_payments_by_ids', { imp_uids: [] })).toBe('"imp_uids" must have >=1 items');
  });
});
