import { hasTooManyDecimals, hasTooManyDecimalsFor } from '../conditions/amounts.ts';
import { exists, isAbsent } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

/** Amounts registered before payment. */
export const prepareRules: readonly PgRule[] = [
  {
    id: 'create_payment_prepare.exists',
    tools: ['create_payment_prepare'],
    kind: 'rejected',
    when: [exists('prepare')],
    message: {
      en: 'An amount is registered for this order already: update_payment_prepare changes it.',
      ko: '이미 사전등록된 주문번호입니다. 금액은 update_payment_prepare로 변경합니다.',
    },
    source: 'facts 1.3',
  },
  {
    id: 'update_payment_prepare.none',
    tools: ['update_payment_prepare'],
    kind: 'rejected',
    when: [isAbsent('prepare')],
    message: {
      en: 'No amount is registered for this order yet: create_payment_prepare does that.',
      ko: '사전등록된 금액이 없습니다. 먼저 create_payment_prepare로 등록해 주세요.',
    },
    source: 'facts 1.3',
  },
  ...(
    [
      ['create_payment_prepare', hasTooManyDecimals()],
      ['update_payment_prepare', hasTooManyDecimalsFor('prepare')],
    ] as const
  ).map(
    ([tool, condition]): PgRule => ({
      id: `${tool}.decimals`,
      tools: [tool],
      kind: 'invalid_input',
      argument: 'amount',
      when: [condition],
      message: {
        en: '"amount" has more decimals than its currency: KRW has none, USD two.',
        ko: '"amount"의 소수 자릿수가 통화에 맞지 않습니다. 원화는 소수점이 없고 USD는 두 자리까지입니다.',
      },
      source: 'facts 2.4',
    }),
  ),
];
