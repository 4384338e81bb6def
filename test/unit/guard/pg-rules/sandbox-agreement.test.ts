import { describe, expect, it } from 'vitest';
import { endpoints, type Row } from '../../../../src/endpoints/index.ts';
import { localizeRefundBank } from '../../../../src/endpoints/refund-bank-argument.ts';
import { evaluateRules } from '../../../../src/guard/pg-rules/index.ts';
import { findLiveChannel } from '../../../../src/sandbox/behavior/channels.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import { tools } from '../../../../src/tools/index.ts';
import { parseArguments } from '../../../../src/tools/schema/parse-arguments.ts';
import { cases } from '../../../e2e/calls/index.ts';
import { DAY, NOON } from '../../../support/rule-example.ts';
import { callEndpoint, takeSandboxSnapshot } from '../../../support/sandbox-snapshot.ts';

const findRow = (name: string): Row => {
  const row = endpoints.find((one) => one.name === name);
  if (!row) throw new Error(`There is no tool ${name}`);
  return row;
};

it.each(cases)('no PG rule rejects the valid sample call of $tool', ({ tool: name, buildArguments: of }) => {
  // The cases compute their dates from today.
  const { world, samples } = createWorld({ seed: 1, startedAt: Math.floor(Date.now() / 1000) });
  const tool = tools.find((one) => one.name === name);
  const parsed = tool && parseArguments(tool, of(samples), { allowSecrets: true });
  if (!parsed?.ok) throw new Error(`The call of ${name} is not a good one`);
  const seen = takeSandboxSnapshot(world, findRow(name), parsed.args);
  expect(evaluateRules(name, parsed.args, seen, world.clock.now()).rejections).toEqual([]);
});

const party = { name: '홍길동', tel: '010-0000-6666', addr: '서울', postcode: '00000' };
const formed = { ...party, formed_address: { address_line_1: '서울', address_line_2: '1층' } };
const logistics = {
  sender: { ...formed, relationship: '본인' },
  receiver: formed,
  logis: { company: 'HANJIN', invoice: '1', sent_at: NOON - DAY, receiving_at: '20261125', address: '서울' },
  products: [{ id: '1', name: '상품', amount: 1 }],
};
const account = { refund_holder: '홍길동', refund_bank: '004', refund_account: '1', refund_tel: '010-0000-6666' };
const naverPay = { reason: '변심', extra: { requester: 'customer' } };
const receipt = { identifier: '010-0000-7777' };
const toCompany = {
  ...receipt,
  ...{ identifier_type: 'phone', type: 'person', product_type: 'real' },
  ...{ company_tel: '1', company_name: '1', corp_reg_no: '1', buyer_name: '홍길동', buyer_tel: '010-0000-6666' },
};
const parcel = { delivery_method: 'NOTHING' };
const charge = { amount: 1_000, name: '상품' };

/** Calls of each operation on one record: minimal, and with every argument a PG may require. */
const onPayment: Record<string, readonly Record<string, unknown>[]> = {
  cancel_payment: [{}, account, naverPay, { ...account, ...naverPay, amount: 500 }, { amount: 500, checksum: 1 }],
  issue_receipt: [receipt, toCompany],
  revoke_receipt: [{}],
  update_vbank: [{ amount: 100 }, { vbank_due: NOON - DAY }, { vbank_due: NOON + DAY }],
  revoke_vbank: [{}, { pg_api_key: 'key' }],
  revoke_cvs_payment: [{}],
  create_escrow_logistics: [logistics, { ...logistics, sender: {}, products: undefined }],
  update_escrow_logistics: [logistics, { ...logistics, receiver: {}, products: undefined }],
  deposit_naver_point: [{}],
  confirm_naver_payment: [{ requester: 'admin' }],
  update_payco_order_status: [{ status: 'DELIVERY_START' }, { status: 'CANCELED' }],
  register_partner_receipts: [
    { data: [{ business_registration_number: '123-45-67890', company_name: '1', amount: 1_000 }] },
    { data: [{ business_registration_number: '123-45-67890', company_name: '1', amount: 10_000_000 }] },
  ],
  place_naver_orders: [{}],
  ship_naver_orders: [{ ...parcel, dispatched_at: NOON }],
  cancel_naver_orders: [{}],
  approve_naver_cancel: [{}],
  request_naver_return: [{ delivery_method: 'RETURN_INDIVIDUAL' }],
  approve_naver_return: [{}],
  reject_naver_return: [{ memo: '1' }],
  withhold_naver_return: [{ memo: '1' }],
  resolve_naver_return: [{}],
  collect_naver_exchange: [{}],
  ship_naver_exchange: [parcel],
};
const onKey: typeof onPayment = {
  delete_billing_key: [{}, naverPay],
  pay_with_billing_key: [
    { ...charge, merchant_uid: 'order_new' },
    { ...charge, merchant_uid: 'order_paid_card' },
  ],
  create_schedules: [NOON - DAY, NOON + DAY].map((schedule_at) => ({
    schedules: [{ ...charge, merchant_uid: 'order_new', currency: 'KRW', schedule_at }],
  })),
};
const onSchedule: typeof onPayment = {
  update_schedule_time: [{ schedule_at: NOON - DAY }, { schedule_at: NOON + DAY }],
  reschedule_payment: [{ schedule_at: NOON - DAY }, { schedule_at: NOON + DAY }],
  retry_schedule: [{}],
};
const vbank = { ...charge, merchant_uid: 'order_new', vbank_code: '004', vbank_due: NOON + DAY };
const onChannel: typeof onPayment = {
  create_vbank: [
    vbank,
    {
      ...vbank,
      vbank_holder: '상점',
      buyer_name: '홍길동',
      buyer_email: 'a@example.com',
      buyer_tel: '1',
      product_type: 'real',
    },
    { ...vbank, vbank_due: NOON - DAY },
  ],
  issue_cvs_payment: [{ ...charge, merchant_uid: 'order_new' }],
  issue_external_receipt: [
    { ...receipt, ...charge, merchant_uid: 'offline_new' },
    { ...toCompany, ...charge, merchant_uid: 'offline_receipt_0001' },
  ],
};

/** Arguments that the document requires and the sandbox does not. */
const laxer = [
  'create_vbank.ksnet-needs-product_type',
  'create_vbank.ksnet-needs-buyer_name',
  'issue_external_receipt.nice_v2-needs-identifier_type',
  'issue_external_receipt.nice_v2-needs-type',
];

/** Rejections that no read can predict, or that are not certain enough for a rule. */
const unforeseeable = [
  // Naver keeps beside an item whether it is accepted and whether its return is on hold; claims that get in the way are advice.
  /처리할 수 없는 상품주문상태입니다/,
  // The PG's own balance and console.
  /취소 금액보다 상계가능 정산금액 부족|기 취소 거래/,
  /상점의 취소가능 금액이 부족합니다|취소 금액이 미정산 금액보다 큽니다|취소불가 상태입니다/,
  // No document says what a partial cancel of a Naver order does; that it is refused is the sandbox's own choice.
  /P204\|주문형 결제의 부분취소/,
  // In which money PortOne counts a payment that a promotion discounted is not documented, so no rule compares it.
  /^cancel_payment \(promoted\): 제출된 checksum/,
  // The schedule is read before any rule is asked, and that it is missing is the answer.
  /존재하지 않는 결제예약입니다/,
  // The arguments name no billing key to look at.
  /^retry_schedule: .*등록된 정보를 찾을 수 없습니다/,
  // Paid and refunded: advice, since no document says that these PGs refuse.
  /^register_partner_receipts: 결제가 승인된 거래건이 아닙니다/,
  /^update_payco_order_status: 주문상품 상태를 변경할 수 없는 결제상태입니다/,
];

/** Warnings that would be rejections if a second witness said so: the sandbox follows the document alone. */
const ofOneWitness = /\.pg$|-needs-|^cancel_payment\.(?:gift-card-partial|phone-month)$|^issue_receipt\.method$/;

const createFreshWorld = () => createWorld({ seed: 1, startedAt: NOON });
const start = createFreshWorld();
/** Payments of every situation, and a few of each PG, method and status of the ordinary business. */
function listPayments(): string[] {
  const seen = new Map<string, number>();
  const named = new Set(Object.values(start.samples).map(({ imp_uid }) => imp_uid));
  return [...start.world.payments.values()]
    .filter(({ record: { imp_uid, pg_provider, pay_method, status } }) => {
      const kind = `${pg_provider} ${pay_method} ${status}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      return named.has(imp_uid) || (seen.get(kind) ?? 0) <= 2;
    })
    .map(({ record }) => record.imp_uid);
}
const things = [
  ...listPayments().map((imp_uid) => ({ about: { imp_uid }, calls: onPayment })),
  ...[...start.world.billingKeys.keys(), 'nobody'].map((customer_uid) => ({ about: { customer_uid }, calls: onKey })),
  ...[...start.world.schedules.keys(), 'none'].map((merchant_uid) => ({ about: { merchant_uid }, calls: onSchedule })),
  ...(['settle', 'ksnet', 'nice_v2', 'kcp', 'galaxia', 'smartro_v2', 'html5_inicis', 'daou'] as const).map((pg) => ({
    about: { channel_key: findLiveChannel(pg)?.channel_key },
    calls: onChannel,
  })),
];

describe('the agreement between the sandbox and the PG rules', () => {
  const wrong: string[] = [];
  const unforeseen = new Set<string>();
  let [done, foreseen] = [0, 0];
  let { world } = createFreshWorld();
  for (const { about, calls } of things) {
    for (const [name, variants] of Object.entries(calls)) {
      for (const more of variants) {
        const row = findRow(name);
        const args = { ...about, ...more };
        const seen = takeSandboxSnapshot(world, row, args);
        const { rejections, warnings } = evaluateRules(name, args, seen, NOON);
        const isForeseen = rejections.length > 0 || warnings.some(({ rule }) => ofOneWitness.test(rule));
        const { code, status, message } = callEndpoint(world, row, localizeRefundBank(args, seen.payment));
        const refused = code !== 0;
        if (!refused) ({ world } = createFreshWorld());
        const call = `${name} ${JSON.stringify(args)}: ${status} ${message}, ${rejections.map(({ rule }) => rule)}`;
        if (!refused && rejections.some(({ rule }) => !laxer.includes(rule))) wrong.push(call);
        const isPromoted = 'imp_uid' in args && world.payments.get(String(args.imp_uid))?.record.promotion;
        const refusal = `${name}${isPromoted ? ' (promoted)' : ''}: ${message?.replaceAll(/\d{4,}/g, '…')}`;
        if (refused && !isForeseen) unforeseen.add(refusal);
        if (refused && isForeseen) foreseen += 1;
        done += 1;
      }
    }
  }

  it('no PG rule rejects a call that the sandbox executes', () => {
    expect(done).toBeGreaterThan(1_000);
    expect(wrong).toEqual([]);
  });

  it('a PG rule rejects, or warns of, every call that the sandbox rejects except the known unpredictable ones', () => {
    expect(foreseen).toBeGreaterThan(1_000);
    const surprising = [...unforeseen].filter((one) => !unforeseeable.some((known) => known.test(one)));
    expect(surprising.sort()).toEqual([]);
  });
});
