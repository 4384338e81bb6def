import { deviceDataRequired, fixedCurrency, lastDaysOfUse, leastAmount } from '../../../endpoints/pg-facts/charges.ts';
import { argumentIsNot, isBelow, isPastDay } from '../conditions/arguments.ts';
import { pgIs } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';

const AGAIN = 'pay_with_billing_key';

/** What PGs require of a charge by billing key, now or scheduled; `prefix` leads to the arguments of a schedule. */
const createChargeRules = (tool: string, prefix: '' | 'schedules.'): readonly PgRule[] => [
  pgRule({
    id: `${tool}.naver-least`,
    kind: 'warn',
    tools: [tool],
    argument: `${prefix}amount`,
    when: [pgIs(...leastAmount.pgs), isBelow(`${prefix}amount`, leastAmount.from)],
    message: {
      en: 'Naver Pay refuses amounts below KRW 10.',
      ko: '네이버페이는 10원 미만의 결제를 거절합니다.',
    },
    witnesses: leastAmount.witnesses,
  }),
  pgRule({
    id: `${tool}.naver-use-past`,
    kind: 'warn',
    tools: [tool],
    argument: `${prefix}extra.naverUseCfm`,
    when: [pgIs(...lastDaysOfUse.pgs), isPastDay(`${prefix}extra.naverUseCfm`)],
    message: {
      en: 'Naver Pay takes only the day of the charge or a later one as the last day of use.',
      ko: '네이버페이 이용완료일은 결제 당일이나 이후의 날짜여야 합니다.',
    },
    witnesses: lastDaysOfUse.witnesses,
  }),
  pgRule({
    id: `${tool}.smartro-currency`,
    kind: 'warn',
    tools: [tool],
    argument: `${prefix}currency`,
    when: [pgIs(...fixedCurrency.pgs), argumentIsNot(`${prefix}currency`, 'KRW')],
    message: {
      en: 'Smartro charges in the currency of the shop ID, whatever currency is given, and refuses others than KRW and USD.',
      ko: '스마트로는 입력한 통화와 관계없이 상점아이디에 설정된 통화로 결제하며, 원화와 달러 외의 통화는 거절합니다.',
    },
    witnesses: fixedCurrency.witnesses,
  }),
];

export const billingKeyChargeRules: readonly PgRule[] = [
  ...createChargeRules(AGAIN, ''),
  ...createChargeRules('create_schedules', 'schedules.'),
  pgRule({
    id: 'pay_with_billing_key.paypal-device',
    kind: 'warn',
    tools: [AGAIN],
    when: [pgIs(...deviceDataRequired.pgs)],
    message: {
      en: "PayPal requires that the shop's page has sent the buyer's device data (Fraudnet or Magnes) for this order number.",
      ko: '페이팔은 이 주문번호로 구매자 기기 정보(Fraudnet·Magnes)가 먼저 전송되어 있어야 합니다.',
    },
    witnesses: deviceDataRequired.witnesses,
  }),
];
