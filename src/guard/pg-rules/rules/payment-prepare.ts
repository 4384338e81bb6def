import { portOneRecord, recording, report } from '../../../endpoints/pg-facts/witness.ts';
import { hasTooManyDecimals, hasTooManyDecimalsFor } from '../conditions/amounts.ts';
import { exists, isAbsent } from '../conditions/records.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const CREATE = 'create_payment_prepare';
const UPDATE = 'update_payment_prepare';

const rejectDecimals = (tool: string, condition: Condition): PgRule =>
  pgRule({
    id: `${tool}.decimals`,
    kind: 'reject',
    tools: [tool],
    argument: 'amount',
    when: [condition],
    message: {
      en: '"amount" has more decimals than its currency allows: KRW has none, USD two.',
      ko: '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
    },
    witnesses: [citeApi(tool, 'amount'), report('ISO 4217')],
  });

/** Amounts registered before payment. */
export const prepareRules: readonly PgRule[] = [
  pgRule({
    id: 'create_payment_prepare.exists',
    kind: 'reject',
    tools: [CREATE],
    when: [exists('prepare')],
    message: {
      en: 'An amount is already registered for this order: update_payment_prepare changes it.',
      ko: '이미 사전등록된 주문번호입니다. 금액은 update_payment_prepare로 변경합니다.',
    },
    witnesses: [recording('client tests: 이미 등록된 merchant_uid입니다')],
  }),
  pgRule({
    id: 'update_payment_prepare.none',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE],
    when: [isAbsent('prepare')],
    message: {
      en: 'No amount is registered for this order yet: register it with create_payment_prepare.',
      ko: '사전등록된 금액이 없습니다. 먼저 create_payment_prepare로 등록해 주세요.',
    },
    witnesses: [citeApi(UPDATE), portOneRecord('registered amount')],
  }),
  rejectDecimals(CREATE, hasTooManyDecimals()),
  rejectDecimals(UPDATE, hasTooManyDecimalsFor('prepare')),
];
