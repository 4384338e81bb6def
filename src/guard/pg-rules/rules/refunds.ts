import type { Localized } from '../../../base/bilingual.ts';
import {
  checksumMismatches,
  exceedsRefundable,
  hasPromotion,
  hasTooManyDecimalsFor,
  isFullyRefunded,
  isPartialRefund,
  taxPartsExceedAmount,
  wasCancelledTimes,
} from '../conditions/amounts.ts';
import {
  isBetweenHoursKst,
  isMissing,
  methodIs,
  not,
  pgIs,
  pgIsNot,
  statusIs,
  wasPaidInEarlierMonth,
  wasPaidMoreThanDaysAgo,
  wasPaidMoreThanMonthsAgo,
} from '../conditions/common.ts';
import type { Condition, PgRule } from '../rule.ts';

const tools = ['cancel_payment'];
const DOCUMENT = 'POST /payments/cancel';
const YEAR = 365;

const createRejection = (
  id: string,
  when: readonly Condition[],
  en: string,
  ko: string,
  source: string,
  argument?: string,
): PgRule => ({
  id: `cancel_payment.${id}`,
  tools,
  kind: argument ? 'invalid_input' : 'rejected',
  ...(argument ? { argument } : {}),
  when,
  message: { en, ko },
  source,
});

/** Money that did not come by card has no way back by itself: each part of the account is asked for by its name. */
const createAccountRules = (id: string, when: readonly Condition[], explanation: Localized, source: string): PgRule[] =>
  (
    [
      ['refund_holder', 'the account holder', '예금주'],
      ['refund_bank', "the PG's code of the bank", 'PG사 은행코드'],
      ['refund_account', 'the account number', '계좌번호'],
    ] as const
  ).map(([argument, en, ko]) =>
    createRejection(
      `${id}-${argument}`,
      [...when, isMissing(argument)],
      `${explanation.en} "${argument}" (${en}) must say where the money goes.`,
      `${explanation.ko} "${argument}"(${ko})를 입력해 주세요.`,
      `${source}: ${argument}`,
      argument,
    ),
  );

const createTelephoneRule = (id: string, when: readonly Condition[], source: string): PgRule =>
  createRejection(
    `${id}-refund_tel`,
    [...when, isMissing('refund_tel')],
    'Smartro refunds to an account only with the telephone number of its holder: add "refund_tel".',
    '스마트로 계좌 환불에는 예금주 연락처가 필요합니다. "refund_tel"을 추가해 주세요.',
    source,
    'refund_tel',
  );

const accountRules: PgRule[] = [
  ...createAccountRules(
    'vbank',
    [methodIs('vbank')],
    {
      en: 'A payment into a virtual account is refunded to an account of the buyer.',
      ko: '가상계좌 결제는 구매자 계좌로 환불됩니다.',
    },
    DOCUMENT,
  ),
  createTelephoneRule('vbank-smartro', [pgIs('smartro', 'smartro_v2'), methodIs('vbank')], `${DOCUMENT}: refund_tel`),
  ...createAccountRules(
    'trans-smartro',
    [pgIs('smartro_v2'), methodIs('trans')],
    {
      en: 'Smartro refunds a bank transfer to an account of the buyer.',
      ko: '스마트로 계좌이체는 구매자 계좌로 환불됩니다.',
    },
    `${DOCUMENT}, smartro_v2`,
  ),
  createTelephoneRule('trans-smartro', [pgIs('smartro_v2'), methodIs('trans')], `${DOCUMENT}: refund_tel, smartro_v2`),
  ...createAccountRules(
    'phone-kcp',
    [pgIs('kcp'), methodIs('phone'), wasPaidInEarlierMonth],
    {
      en: 'KCP refunds a mobile phone bill of an earlier month to an account of the buyer.',
      ko: 'KCP 휴대폰 결제의 익월 환불은 구매자 계좌로 이뤄집니다.',
    },
    `${DOCUMENT}, kcp`,
  ),
];

// PortOne counts refunds of a promotion before its discount, which a payment does not show: no sum is made of those.
const hasNoPromotion: Condition = { ...not(hasPromotion), description: 'no promotion was applied' };

const belongsToOtherOrder: Condition = {
  description: '`merchant_uid` is not that of the payment',
  evaluate: ({ args, snapshot }) => {
    const merchantUid = snapshot.payment?.merchant_uid;
    return typeof merchantUid === 'string' && typeof args.merchant_uid === 'string'
      ? merchantUid !== args.merchant_uid
      : undefined;
  },
};

const stateRules: PgRule[] = [
  createRejection(
    'another-order',
    [belongsToOtherOrder],
    '"imp_uid" is a payment of another order than "merchant_uid", and PortOne would refund it all the same: give the one that is meant.',
    '"imp_uid"의 결제는 "merchant_uid"의 주문이 아닙니다. PortOne은 imp_uid로 취소하므로 취소할 결제만 지정해 주세요.',
    'facts 2.2',
    'merchant_uid',
  ),
  createRejection(
    'not-paid',
    [statusIs('ready', 'failed')],
    'This attempt was never paid, so there is nothing to refund. A virtual account still waiting is closed with revoke_vbank.',
    '결제가 완료되지 않은 건이라 취소할 금액이 없습니다. 입금 대기 중인 가상계좌는 revoke_vbank로 말소합니다.',
    'facts 2.1',
  ),
  createRejection(
    'nothing-left',
    [hasNoPromotion, isFullyRefunded],
    'The payment has been refunded in full already.',
    '이미 전액 취소된 결제입니다.',
    'facts 1.3, 2.2',
  ),
  createRejection(
    'too-much',
    [hasNoPromotion, exceedsRefundable],
    '"amount" is more than what can still be refunded.',
    '"amount"가 남아 있는 취소 가능 금액보다 큽니다.',
    'facts 1.3',
    'amount',
  ),
  createRejection(
    'checksum',
    [checksumMismatches],
    '"checksum" is not what can still be refunded: the payment has changed, or somebody misread it. Read it again.',
    '"checksum"이 현재 취소 가능 금액과 다릅니다. 결제를 다시 조회해 주세요.',
    `${DOCUMENT}: checksum`,
    'checksum',
  ),
  createRejection(
    'decimals',
    [hasTooManyDecimalsFor('payment')],
    '"amount" has more decimals than its currency: KRW has none, USD two.',
    '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
    'facts 2.4',
    'amount',
  ),
  createRejection(
    'tax-parts',
    [taxPartsExceedAmount()],
    '"tax_free" and "vat_amount" are parts of the amount refunded and cannot be more than it together.',
    '"tax_free"와 "vat_amount"의 합이 취소 금액보다 클 수 없습니다.',
    `${DOCUMENT}: tax_free, vat_amount`,
    'tax_free',
  ),
];

const naverPayCancelRules: PgRule[] = [
  createRejection(
    'naverpay-reason',
    [pgIs('naverpay'), isMissing('reason')],
    'Naver Pay takes no cancel without a reason: add "reason".',
    '네이버페이 결제 취소에는 사유가 필요합니다. "reason"을 추가해 주세요.',
    `${DOCUMENT}: reason, naverpay`,
    'reason',
  ),
  createRejection(
    'naverpay-requester',
    [pgIs('naverpay'), isMissing('extra.requester')],
    'Naver Pay wants to know who asked for the cancel: add "extra": {"requester": "customer"} or "admin".',
    '네이버페이 결제 취소에는 요청 주체가 필요합니다. "extra.requester"에 customer 또는 admin을 입력해 주세요.',
    `${DOCUMENT}: extra, naverpay`,
    'extra.requester',
  ),
];

const partialRefundRules: PgRule[] = [
  createRejection(
    'phone-partial',
    [methodIs('phone'), pgIsNot('kcp', 'html5_inicis', 'inicis', 'inicis_unified'), isPartialRefund],
    'A mobile phone payment can be refunded only as a whole at this PG. Refund it with "full_refund", or ask the merchant.',
    '이 PG의 휴대폰 결제는 전액 취소만 가능합니다. "full_refund"로 취소하거나 고객사에 확인해 주세요.',
    'facts 2.2 (deadlines by method)',
  ),
  createRejection(
    'gift-card-partial',
    [methodIs('cultureland', 'culturegift', 'smartculture', 'booknlife'), isPartialRefund],
    'A payment by gift card can be refunded only as a whole.',
    '상품권 결제는 전액 취소만 가능합니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createRejection(
    'ksnet-ninth-partial',
    [pgIs('ksnet'), isPartialRefund, wasCancelledTimes(9)],
    'KSNET refunds a payment in part at most nine times, and this one has had its nine: refund the rest as a whole.',
    'KSNET 부분취소는 최대 9회까지 가능하며 이미 9회 취소되었습니다. 남은 금액은 전액으로만 취소할 수 있습니다.',
    `${DOCUMENT}, ksnet`,
  ),
  createRejection(
    'smartro-test-debit-partial',
    [
      pgIs('smartro_v2'),
      {
        description: 'a test payment by debit card',
        evaluate: ({ snapshot: { payment } }) =>
          typeof payment?.card_type === 'number' && typeof payment.sandbox === 'boolean'
            ? payment.sandbox && payment.card_type === 1
            : undefined,
      },
      isPartialRefund,
    ],
    'In test mode Smartro refunds debit card payments only as a whole.',
    '스마트로 테스트 모드에서 체크카드 결제는 전액 취소만 가능합니다.',
    `${DOCUMENT}, smartro_v2`,
  ),
];

const deadlineRules: PgRule[] = [
  createRejection(
    'phone-month',
    [methodIs('phone'), pgIsNot('kcp'), wasPaidInEarlierMonth],
    'A mobile phone payment can be refunded only in the month it was made (Korean time); after that the money must be sent by other means.',
    '휴대폰 결제는 결제한 달에만 취소할 수 있습니다. 이후에는 다른 방법으로 환불해야 합니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createRejection(
    'ksnet-six-months',
    [pgIs('ksnet'), wasPaidMoreThanMonthsAgo(6)],
    'KSNET refunds within six months of the payment, and they are over.',
    'KSNET 결제는 결제일로부터 6개월 이내에만 취소할 수 있습니다.',
    `${DOCUMENT}, ksnet`,
  ),
  createRejection(
    'ksnet-night',
    [pgIs('ksnet'), methodIs('vbank'), isBetweenHoursKst(23, 6)],
    'KSNET refunds virtual accounts only between 06:00 and 23:00 in Korea: ask again then.',
    'KSNET 가상계좌는 06:00~23:00에만 취소할 수 있습니다. 그 시간에 다시 시도해 주세요.',
    `${DOCUMENT}, ksnet`,
  ),
  createRejection(
    'naverpay-deadline',
    [pgIs('naverpay'), wasPaidMoreThanDaysAgo(1095)],
    'Naver Pay refunds within 1,095 days of the payment, and they are over.',
    '네이버페이 결제는 결제일로부터 1,095일 이내에만 취소할 수 있습니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createRejection(
    'paypal-deadline',
    [pgIs('paypal', 'paypal_v2'), wasPaidMoreThanDaysAgo(180)],
    'PayPal refunds within 180 days of the payment, and they are over.',
    '페이팔 결제는 결제일로부터 180일 이내에만 취소할 수 있습니다.',
    'facts 2.2 (deadlines by method)',
  ),
  createRejection(
    'kakaopay-deadline',
    [pgIs('kakaopay'), wasPaidMoreThanDaysAgo(5 * YEAR + 2)],
    'Kakao Pay refunds within five years of the payment, and they are over.',
    '카카오페이 결제는 결제일로부터 5년 이내에만 취소할 수 있습니다.',
    'facts 2.2 (deadlines by method)',
  ),
];

/** What PortOne, its document or the PG refuses of a refund. */
export const cancelRules: readonly PgRule[] = [
  ...stateRules,
  ...accountRules,
  ...naverPayCancelRules,
  ...partialRefundRules,
  ...deadlineRules,
];
