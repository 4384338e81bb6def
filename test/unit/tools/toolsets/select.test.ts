import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import type { OfferedTool } from '../../../../src/context.ts';
import { toolDefinitions } from '../../../../src/tools/definitions.ts';
import { toUnknownToolError } from '../../../../src/tools/discover/index.ts';
import { rankTools } from '../../../../src/tools/discover/rank-tools.ts';
import { unwrapCallTool } from '../../../../src/tools/discover/unwrap-call.ts';
import { type Selection, selectTools } from '../../../../src/tools/toolsets/select.ts';
import { supportTools } from '../../../../src/tools/toolsets/support.ts';

const selectBy = (selection: Partial<Selection>) =>
  selectTools(toolDefinitions, { tools: [], excludeTools: [], readOnly: false, ...selection });
const getNames = (tools: readonly { hidden?: true; definition: { name: string } }[]) =>
  tools.filter(({ hidden }) => !hidden).map(({ definition }) => definition.name);
const DISCOVER = ['call_tool', 'describe_tool', 'find_tools'];
const desk = toolDefinitions.filter(({ toolset }) => toolset === 'desk').map(({ definition }) => definition.name);

describe('the toolsets', () => {
  it('the toolset "all" contains every tool except those of "discover"', () => {
    expect(getNames(selectBy({}))).toEqual(
      toolDefinitions.map(({ definition }) => definition.name).filter((name) => !DISCOVER.includes(name)),
    );
    expect(selectBy({}).some(({ hidden }) => hidden)).toBe(false);
  });

  it('the toolset "support" contains the desk and the endpoints that an agent needs', () => {
    expect(new Set(getNames(selectBy({ toolsets: ['support'] })))).toEqual(new Set([...desk, ...supportTools]));
  });

  it('the toolset "discover" lists three tools and makes every other tool callable', () => {
    const offered = selectBy({ toolsets: ['discover'] });
    expect(getNames(offered)).toEqual(DISCOVER);
    expect(offered).toHaveLength(toolDefinitions.length);
  });

  it('the toolset "discover" with another toolset lists both', () => {
    const offered = selectBy({ toolsets: ['discover', 'codes'] });
    expect(getNames(offered)).toEqual(expect.arrayContaining([...DISCOVER, 'list_bank_codes']));
    expect(getNames(offered)).not.toContain('get_payment');
    expect(offered).toHaveLength(toolDefinitions.length);
  });

  it('an excluded tool, or a write in read-only mode, is not callable through any toolset', () => {
    const offered = selectBy({ toolsets: ['discover'], excludeTools: ['get_payment'], readOnly: true });
    expect(offered.every(({ effect }) => effect === 'read')).toBe(true);
    const names = offered.map(({ definition }) => definition.name);
    expect(names).not.toContain('get_payment');
    expect(names).not.toContain('refund_payment');
    const call = offered.find(({ definition }) => definition.name === 'call_tool');
    expect(call?.definition.annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
  });

  it.each([
    ['cancel_payment', ['refund_payment']],
    ['list_payments_by_status', ['search_payments', 'summarize_payments', 'get_customer']],
    ['get_payment', ['investigate_payment']],
    ['list_schedules', ['review_subscriptions']],
  ])('excluding %s excludes the tools that work through it', (excluded, gone) => {
    for (const toolset of ['all', 'support', 'discover']) {
      const offered = new Set(
        selectBy({ toolsets: [toolset], excludeTools: [excluded] }).map(({ definition }) => definition.name),
      );
      expect([excluded, ...gone].filter((name) => offered.has(name))).toEqual([]);
    }
  });

  it('a curated tool that is named alone is offered without the endpoint that it works through', () => {
    expect(getNames(selectBy({ tools: ['refund_payment'] }))).toEqual(['refund_payment']);
    expect(selectBy({ tools: ['refund_payment'], excludeTools: ['cancel_payment'] })).toEqual([]);
  });

  it('the annotations of call_tool say that it can be destructive', () => {
    const call = selectBy({ toolsets: ['discover'] }).find(({ definition }) => definition.name === 'call_tool');
    // By the protocol's defaults a tool may change things, may destroy and is not idempotent.
    expect(call?.definition.annotations).toEqual({});
  });

  it('no tool is hidden when call_tool is excluded', () => {
    expect(getNames(selectBy({ toolsets: ['discover'], excludeTools: ['call_tool'] }))).toEqual([
      'describe_tool',
      'find_tools',
    ]);
    expect(selectBy({ toolsets: ['discover'], excludeTools: ['call_tool'] })).toHaveLength(2);
  });

  it.each([
    ['support', 3_000],
    ['discover', 500],
  ])('the toolset %s costs a model at most %i tokens', (toolset, most) => {
    const visibleTools = selectBy({ toolsets: [toolset] })
      .filter(({ hidden }) => !hidden)
      .map(({ definition: { name, description, inputSchema } }) => ({ name, description, inputSchema }));
    expect(encode(JSON.stringify(visibleTools)).length).toBeLessThanOrEqual(most);
  });
});

const everything: readonly OfferedTool[] = selectBy({ toolsets: ['discover'] }).filter(
  ({ toolset }) => toolset !== 'discover',
);

describe('the search for a tool', () => {
  it.each([
    ['환불해줘', 'refund_payment'],
    ['부분 환불', 'refund_payment'],
    ['결제 취소', 'cancel_payment'],
    ['현금영수증 발급', 'issue_receipt'],
    ['현금영수증 취소', 'revoke_receipt'],
    ['빌링키 삭제', 'delete_billing_key'],
    ['등록된 카드 조회', 'get_billing_key'],
    ['정기결제 재시도', 'retry_schedule'],
    ['예약 취소', 'cancel_schedules'],
    ['가상계좌 발급', 'create_vbank'],
    ['네이버 반품 승인', 'approve_naver_return'],
    ['에스크로 배송 등록', 'create_escrow_logistics'],
    ['본인인증 결과 조회', 'get_certification'],
    ['은행 코드 목록', 'list_bank_codes'],
    ['주문번호로 찾기', 'find_payment_by_order'],
    ['charge a stored card', 'pay_with_billing_key'],
    ['refund a payment', 'refund_payment'],
    ['tax receipt of an order', 'get_receipt'],
    ['change the amount registered for an order', 'update_payment_prepare'],
    ['get_tier', 'get_tier'],
  ])('the search for "%s" ranks %s among the first', (query, name) => {
    expect(
      rankTools(query, everything)
        .slice(0, 4)
        .map(({ definition }) => definition.name),
    ).toContain(name);
  });

  /** Phrases of a support agent. */
  it.each([
    ['고객이 환불해 달래요', 'refund_payment'],
    ['5천원만 부분환불', 'refund_payment'],
    ['가상계좌 환불 계좌로 돌려주기', 'refund_payment'],
    ['두 번 결제됐대요', 'investigate_payment'],
    ['입금했는데 주문이 안 됐어요', 'investigate_payment'],
    ['홍길동 고객 결제 찾아줘', 'search_payments'],
    ['전화번호 뒷자리 1234로 결제 검색', 'search_payments'],
    ['어제 매출 얼마야', 'summarize_payments'],
    ['지난달 카드사별 매출 합계', 'summarize_payments'],
    ['이번 주 정기결제 실패한 사람', 'review_subscriptions'],
    ['구독 해지', 'cancel_schedules'],
    ['다음 달 결제 예정 보여줘', 'list_schedules'],
    ['카드 바꿨는데 정기결제 다시 시도', 'retry_schedule'],
    ['정기결제 날짜 변경', 'update_schedule_time'],
    ['저장된 카드 삭제', 'delete_billing_key'],
    ['현금영수증 끊어줘', 'issue_receipt'],
    ['현금영수증 발급 취소', 'revoke_receipt'],
    ['가상계좌 입금기한 연장', 'update_vbank'],
    ['가상계좌 새로 만들기', 'create_vbank'],
    ['에스크로 송장번호 등록', 'create_escrow_logistics'],
    ['에스크로 송장 수정', 'update_escrow_logistics'],
    ['네이버 주문 발송처리', 'ship_naver_orders'],
    ['네이버 반품 거부', 'reject_naver_return'],
    ['네이버 교환 재배송', 'ship_naver_exchange'],
    ['본인인증 결과', 'get_certification'],
    ['국민은행 코드', 'list_bank_codes'],
    ['포트원 연결 되나 확인', 'check_connection'],
    ['어떤 PG 채널 쓰는지', 'list_pg_settings'],
    ['주문번호로 결제 조회', 'list_payments_by_order'],
    ['결제 금액 사전등록 확인', 'get_payment_prepare'],
    ['customer wants money back', 'refund_payment'],
    ['why did this payment fail', 'investigate_payment'],
    ['find payments by phone number', 'search_payments'],
    ['sales yesterday', 'summarize_payments'],
    ['charged twice', 'investigate_payment'],
    ['stop a subscription', 'cancel_schedules'],
    ['subscriptions that failed this week', 'review_subscriptions'],
    ['retry a failed subscription charge', 'retry_schedule'],
    ['remove saved card', 'delete_billing_key'],
    ['issue a cash receipt', 'issue_receipt'],
    ['cancel the cash receipt', 'revoke_receipt'],
    ['extend the virtual account deadline', 'update_vbank'],
    ['register a tracking number for escrow', 'create_escrow_logistics'],
    ['approve a naver return', 'approve_naver_return'],
    ['ship naver orders', 'ship_naver_orders'],
    ['bank codes', 'list_bank_codes'],
    ['is the connection ok', 'check_connection'],
    ['test or live channels', 'list_pg_settings'],
    ['look up an order number', 'find_payment_by_order'],
    ['move a scheduled charge to another date', 'update_schedule_time'],
  ])('the support phrase "%s" ranks %s among the first', (query, name) => {
    expect(
      rankTools(query, everything)
        .slice(0, 4)
        .map(({ definition }) => definition.name),
    ).toContain(name);
  });

  it('the search finds nothing for unrelated words', () => {
    expect(rankTools('날씨 weather', everything)).toEqual([]);
  });
});

it('a discover tool called through call_tool is not reported as unknown', () => {
  const offered = selectBy({ toolsets: ['discover'] });
  expect(toUnknownToolError('find_tools', offered).message).toBe(
    'find_tools must be called directly, not through another tool.',
  );
  expect(toUnknownToolError('get_paymnt', offered).message).toContain('did you mean get_payment?');
});

describe('a call of call_tool', () => {
  const call = (args: Record<string, unknown>) => unwrapCallTool({ name: 'call_tool', args }, everything);

  it('call_tool is resolved to the tool that it names', () => {
    expect(call({ name: 'get_payment', arguments: { imp_uid: 'imp_1' } })).toEqual({
      name: 'get_payment',
      args: { imp_uid: 'imp_1' },
    });
    expect(call({ name: 'list_bank_codes' })).toEqual({ name: 'list_bank_codes', args: {} });
    expect(call({ name: 'get_tier', arguments: '{"tier_code":"001"}' }).args).toEqual({ tier_code: '001' });
  });

  it('call_tool accepts the confirmation token inside or beside the arguments', () => {
    const beside = call({
      name: 'refund_payment',
      arguments: { amount: 1 },
      confirm_token: 'code',
      confirm_amount: '1',
    });
    const inside = call({
      name: 'refund_payment',
      arguments: { amount: 1, confirm_token: 'code', confirm_amount: '1' },
    });
    expect(beside).toEqual(inside);
  });

  it.each([
    ['no tool name', {}],
    ['an unknown tool', { name: 'get_everything', arguments: {} }],
    ['its own name', { name: 'call_tool', arguments: { name: 'get_payment' } }],
    ['an unknown argument', { name: 'get_payment', arguments: {}, yes: true }],
    ['a list of arguments', { name: 'get_payment', arguments: [1] }],
    ['invalid JSON text', { name: 'get_payment', arguments: '{' }],
  ])('call_tool is not resolved with %s', (_, args) => {
    expect(call(args)).toEqual({ name: 'call_tool', args });
  });
});
