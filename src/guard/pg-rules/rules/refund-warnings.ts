import { isStorePayment } from '../../../endpoints/pg-facts/open-states.ts';
import { lastingReceipts, reissuedReceipts } from '../../../endpoints/pg-facts/receipts.ts';
import {
  cardRefundDeadlines,
  earlierPhoneBillRefunds,
  itemRefundPgs,
} from '../../../endpoints/pg-facts/refund-limits.ts';
import { pendingRefunds, vbankArrivals, vbankRefundContract } from '../../../endpoints/pg-facts/refund-timing.ts';
import { getTestMoney, type TestMoney, testMoneyWitnesses } from '../../../endpoints/pg-facts/test-mode.ts';
import { help, pgGuide, report } from '../../../endpoints/pg-facts/witness.ts';
import { formatPgNames } from '../../../endpoints/pg-providers/index.ts';
import { isPartialRefund } from '../conditions/amounts.ts';
import { isGiven, isMissing } from '../conditions/arguments.ts';
import { createPgCondition, unless } from '../conditions/condition.ts';
import { matchesPgScope, methodIs, paymentHas, pgIs } from '../conditions/payment.ts';
import { wasPaidMoreThanDaysAgo } from '../conditions/time.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';
import { promotionWarnings } from './refund-promotions.ts';
import { refundTaxWarnings } from './refund-tax.ts';
import { webhookWarnings } from './refund-webhooks.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

const receiptWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.receipt-stays',
    kind: 'warn',
    tools,
    when: [pgIs(...lastingReceipts.pgs), paymentHas('cash_receipt_issued', true)],
    message: {
      en: 'This PG does not revoke the cash receipt with the payment: it has to be revoked separately.',
      ko: '이 PG는 결제를 취소해도 현금영수증이 자동으로 취소되지 않아 따로 취소해야 합니다.',
    },
    witnesses: lastingReceipts.witnesses,
  }),
  pgRule({
    id: 'cancel_payment.receipt-again',
    kind: 'warn',
    tools,
    when: [pgIs(...reissuedReceipts.pgs), paymentHas('cash_receipt_issued', true), isPartialRefund],
    message: {
      en: 'After a partial refund of partly tax-free goods, KSNET requires the cash receipt to be revoked and issued again for what remains.',
      ko: '복합과세 결제를 부분취소하면 KSNET에서는 기존 현금영수증을 취소하고 남은 금액으로 다시 발급해야 합니다.',
    },
    witnesses: reissuedReceipts.witnesses,
  }),
];

const specialArrivals = vbankArrivals.filter(({ scope }) => scope.pgs);
const hasSpecialArrival = createPgCondition('the PG pays at another time', (input) =>
  specialArrivals.some(({ scope }) => matchesPgScope(scope).evaluate(input) === true),
);

const delayWarnings: PgRule[] = [
  ...vbankArrivals.map(({ scope, arrives, witnesses }) =>
    pgRule({
      id: `cancel_payment.vbank-arrival${scope.pgs ? `-${scope.pgs[0]}` : ''}`,
      kind: 'warn',
      tools,
      when: [matchesPgScope(scope), ...(scope.pgs ? [] : [unless(hasSpecialArrival)])],
      message: {
        en: `The money arrives ${arrives.en}.`,
        ko: `환불 금액은 ${arrives.ko} 입금됩니다.`,
      },
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.vbank-contract',
    kind: 'warn',
    tools,
    when: [methodIs('vbank'), unless(pgIs(...vbankRefundContract.exceptPgs))],
    message: {
      en: 'Refunds of virtual accounts require a special agreement with the PG. The fee of the account is not returned, and the transfer is charged to the shop.',
      ko: '가상계좌 환불은 PG사 특약 계약이 필요하며, 발행 수수료는 환불되지 않고 송금 수수료가 상점에 부과됩니다.',
    },
    witnesses: vbankRefundContract.witnesses,
  }),
  ...pendingRefunds.map(({ id, scope, witnesses }) =>
    pgRule({
      id: `cancel_payment.pending-${id}`,
      kind: 'warn',
      tools,
      when: [matchesPgScope(scope)],
      message: {
        en: `${formatPgNames(scope.pgs ?? [], 'en')} may accept the refund now and make it later: until then the payment is shown as paid.`,
        ko: `${formatPgNames(scope.pgs ?? [], 'ko')} 취소는 접수 후 나중에 처리될 수 있으며, 그때까지 결제 상태가 바뀌지 않습니다.`,
      },
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.kcp-next-month',
    kind: 'warn',
    tools,
    when: [pgIs(...earlierPhoneBillRefunds.pgs), methodIs('phone'), isGiven('refund_account')],
    message: {
      en: 'KCP refunds a phone bill of an earlier month on the next business day, and only with a contract for it.',
      ko: 'KCP 휴대폰 익월 환불은 특약 계약이 필요하며 다음 영업일에 처리됩니다.',
    },
    witnesses: earlierPhoneBillRefunds.witnesses,
  }),
];

const refusalWarnings: PgRule[] = [
  ...cardRefundDeadlines.map(({ scope, days, witnesses }) =>
    pgRule({
      id: `cancel_payment.${scope.pgs?.[0] ?? 'card'}-year`,
      kind: 'warn',
      tools,
      when: [matchesPgScope(scope), wasPaidMoreThanDaysAgo(days)],
      message: scope.pgs
        ? {
            en: 'Kakao Pay refunds card payments for one year and Kakao Money for five: a card payment will be refused.',
            ko: '카카오페이는 카드 1년, 머니 5년까지 취소할 수 있습니다. 카드로 결제했다면 거절될 수 있습니다.',
          }
        : {
            en: 'Card payments can usually be refunded for about a year: the card company may refuse this one.',
            ko: '카드 결제 취소 기한은 보통 약 1년입니다. 카드사에서 거절할 수 있습니다.',
          },
      witnesses,
    }),
  ),
  pgRule({
    id: 'cancel_payment.escrow',
    kind: 'warn',
    tools,
    argument: 'escrow_confirmed',
    when: [paymentHas('escrow', true), isMissing('escrow_confirmed')],
    message: {
      en: 'This is an escrow payment. If the buyer has confirmed the purchase, decline and ask for the refund again as one after confirmation: the PG may refuse it otherwise.',
      ko: '에스크로 결제입니다. 구매자가 구매를 확정했다면 거절하고 구매확정 후 취소로 다시 요청하세요. 지정하지 않으면 PG사가 거절할 수 있습니다.',
    },
    witnesses: [report('iamport-rest-client-java'), pgGuide('welcome/caution')],
  }),
  pgRule({
    id: 'cancel_payment.naverco',
    kind: 'warn',
    tools,
    when: [pgIs(...itemRefundPgs)],
    message: {
      en: 'A Naver Pay order is cancelled by item at Naver: cancelling its items, or approving the cancellation or return, keeps them in step.',
      ko: '네이버페이 주문형은 상품주문 단위로 취소합니다. 상품주문을 취소하거나 취소·반품 요청을 승인하는 것이 안전합니다.',
    },
    witnesses: [citeApi('cancel_naver_orders')],
  }),
];

const testMoneyIs = (money: TestMoney): Condition =>
  createPgCondition(`the money of the test payment is ${money}`, ({ snapshot: { payment } }) =>
    payment?.pg_provider && payment.pay_method ? getTestMoney(payment) === money : undefined,
  );

const isStoreNumber = createPgCondition('paid at the counter of a shop (eContext)', ({ snapshot: { payment } }) =>
  payment?.pg_provider ? isStorePayment(payment) : undefined,
);

const testChannelWarnings: PgRule[] = [
  pgRule({
    id: 'cancel_payment.test-refunded',
    kind: 'warn',
    tools,
    when: [paymentHas('sandbox', true), testMoneyIs('refunded'), wasPaidMoreThanDaysAgo(1)],
    message: {
      en: 'The PG may have refunded this test payment by itself, which PortOne does not show: it may answer that the payment is already cancelled.',
      ko: 'PG사가 테스트 결제를 자동으로 환불했을 수 있으며 포트원에는 반영되지 않습니다. 이미 취소된 거래라는 응답이 올 수 있습니다.',
    },
    witnesses: testMoneyWitnesses,
  }),
  pgRule({
    id: 'cancel_payment.test-kept',
    kind: 'warn',
    tools,
    when: [paymentHas('sandbox', true), testMoneyIs('kept')],
    message: {
      en: 'Real money was charged for this test payment, and the PG does not refund it by itself.',
      ko: '테스트 결제이지만 실제로 결제되었으며 PG사가 자동으로 환불하지 않습니다.',
    },
    witnesses: testMoneyWitnesses,
  }),
  pgRule({
    id: 'cancel_payment.test-vbank',
    kind: 'warn',
    tools,
    when: [paymentHas('sandbox', true), methodIs('vbank'), unless(isStoreNumber)],
    message: {
      en: 'A deposit into a test virtual account is not real: the PG will answer that nothing was paid in.',
      ko: '테스트 가상계좌는 실제 입금이 없어 PG사가 입금 내역이 없다고 응답합니다.',
    },
    witnesses: [help('test-mode-cancel')],
  }),
];

/** What a person should know before confirming a refund. */
export const cancelWarnings: readonly PgRule[] = [
  ...refundTaxWarnings,
  ...promotionWarnings,
  ...receiptWarnings,
  ...delayWarnings,
  ...refusalWarnings,
  ...testChannelWarnings,
  ...webhookWarnings,
];
