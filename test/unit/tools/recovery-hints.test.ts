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
  const args =
    name.includes('cancel') || name.includes('refund') ? { imp_uid: 'imp_000000000001' } : { merchant_uid: 'order_1' };
  return withRecoveryHint(report, findTool(name), args, catalog).next;
}

describe('A recovery hint', () => {
  it.each([
    ['[8178] 취소 금액보다 상계가능 정산금액 부족', 'deposit the amount at the PG'],
    ['취소불가 상태입니다', 'deposit the amount at the PG'],
    ['[취소한도초과] 취소금액입금하여 한도증액요청', 'deposit the amount at the PG'],
    ['[500626|기 취소 거래]', 'It has already been cancelled'],
    ['[P204|주문형 결제의 부분취소는 상품주문별로만 가능합니다.]', 'list_naver_product_orders'],
    ['이미 취소 된 거래임', 'It has already been cancelled'],
    ['제출된 checksum이 일치하지 않습니다', 'The balance has changed'],
    ['현재 지원되지 않는 PG사입니다.', 'list_pg_settings'],
    ['취소할 결제건이 존재하지 않습니다.', 'finds no payment that could be cancelled'],
    ['requested cancel amount is bigger than cancelable amount', 'vat_amount and tax_free'],
    ['부분취소 불가 카드사', 'full remaining amount'],
    ['취소기한이 초과 되었습니다.', 'by other means'],
    ['취소 진행 중인 거래 건입니다.', 'Do not repeat the call now.'],
    ['통신오류, 잠시후 재시도 요망', 'the refund may have been executed'],
    ['알 수 없는 오류', 'get_payment'],
  ])('after a refund that was refused with "%s" says: %s', (upstream_message, expected) => {
    expect(getHint('cancel_payment', { upstream_message })).toContain(expected);
    expect(getHint('refund_payment', { upstream_message })).toContain(expected);
  });

  it.each([
    ['이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)'],
    ['이미 결제가 이루어진 merchant_uid입니다.'],
    ['VAN 통신오류'],
    ['거래가 진행 중입니다.'],
    ['ZZ99 unbekannt'],
  ])(
    'after a charge that was refused with "%s" says to look at the order and not to repeat the call',
    (upstream_message) => {
      for (const tool of ['pay_with_billing_key', 'pay_onetime', 'retry_schedule']) {
        const hint = getHint(tool, { upstream_message });
        expect(hint).toContain('Do not repeat the call. list_payments_by_order {"merchant_uid":"order_1"}');
      }
    },
  );

  it.each([
    ['등록되지 않은 구매자입니다.', 'registers a card again'],
    ['해지가맹점', 'Another card does not help'],
    ['[3041]한도초과', 'uses another card'],
  ])('after a charge that was refused with "%s" says: %s', (upstream_message, expected) => {
    expect(getHint('pay_with_billing_key', { upstream_message })).toContain(expected);
  });

  it('after an amount that is registered already names the call that changes it', () => {
    const upstream_message = '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).';
    expect(getHint('create_payment_prepare', { upstream_message })).toContain('update_payment_prepare');
  });

  it('about charges and refunds is not given for other calls', () => {
    expect(getHint('get_payment_balance', { upstream_message: '[8178]' })).toBeUndefined();
    expect(getHint('create_escrow_logistics', { upstream_message: '한도초과' })).toBeUndefined();
  });

  it('names only tools that are offered', () => {
    const failure = { upstream_message: '이미 전액취소된 주문입니다.' };
    expect(getHint('cancel_payment', failure, ['cancel_payment', 'get_payment'])).toContain('get_payment');
    expect(getHint('cancel_payment', failure, ['cancel_payment'])).not.toContain('get_payment');
  });

  it('leaves a failure that says what to do as it is', () => {
    expect(getHint('cancel_payment', { upstream_message: '[8178]', next: 'Wait.' })).toBe('Wait.');
  });
});
