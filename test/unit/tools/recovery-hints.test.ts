import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../../src/base/refusal.ts';
import { createCatalog } from '../../../src/context.ts';
import { toolDefinitions } from '../../../src/tools/definitions.ts';
import { tools } from '../../../src/tools/index.ts';
import { withRecoveryHint } from '../../../src/tools/recovery-hints.ts';
import type { Tool } from '../../../src/tools/tool.ts';

const findTool = (name: string): Tool => {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}`);
  return tool;
};

/** What a model is told to do next when every tool is offered, or only those named. */
function getHint(name: string, failure: Partial<ErrorReport>, offered?: readonly string[]): string | undefined {
  const catalog = createCatalog(toolDefinitions.filter(({ definition }) => offered?.includes(definition.name) ?? true));
  const report: ErrorReport = { kind: 'rejected', message: 'PortOne did not do it.', ...failure };
  return withRecoveryHint(report, findTool(name), { imp_uid: 'imp_000000000001' }, catalog).next;
}

describe('A recovery hint', () => {
  it.each([
    ['[8178] 취소 금액보다 상계가능 정산금액 부족', 'deposit the amount at the PG'],
    ['취소불가 상태입니다', 'deposit the amount at the PG'],
    ['[취소한도초과] 취소금액입금하여 한도증액요청', 'deposit the amount at the PG'],
    ['[500626|기 취소 거래]', 'It has already been cancelled'],
    ['이미 취소 된 거래임', 'It has already been cancelled'],
    ['제출된 checksum이 일치하지 않습니다', 'The balance has changed'],
    ['현재 지원되지 않는 PG사입니다.', 'list_pg_settings'],
  ])('after a refund that was refused with "%s" says: %s', (upstream_message, expected) => {
    expect(getHint('cancel_payment', { upstream_message })).toContain(expected);
    expect(getHint('refund_payment', { upstream_message })).toContain(expected);
  });

  it('about refunds is not given for another tool, nor for words that are not known', () => {
    expect(getHint('pay_with_billing_key', { upstream_message: '[8178]' })).toBeUndefined();
    expect(getHint('cancel_payment', { upstream_message: '알 수 없는 오류' })).toBeUndefined();
  });

  it('names only tools that are offered', () => {
    const failure = { upstream_message: '이미 전액취소된 주문입니다.' };
    expect(getHint('cancel_payment', failure, ['cancel_payment', 'get_payment'])).toContain('get_payment');
    expect(getHint('cancel_payment', failure, ['cancel_payment'])).toBeUndefined();
  });

  it('leaves a failure that says what to do as it is', () => {
    expect(getHint('cancel_payment', { upstream_message: '[8178]', next: 'Wait.' })).toBe('Wait.');
  });
});
