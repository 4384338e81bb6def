import type { Localized } from '../../../base/bilingual.ts';
import { findPgs } from '../../../endpoints/pg-providers/index.ts';
import { isMissing } from '../conditions/arguments.ts';
import { methodIs, pgIs } from '../conditions/payment.ts';
import { wasPaidInEarlierMonth } from '../conditions/time.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

const accountArguments = [
  { argument: 'refund_holder', en: 'the account holder', ko: '예금주' },
  { argument: 'refund_bank', en: "the PG's code of the bank", ko: 'PG사 은행코드' },
  { argument: 'refund_account', en: 'the account number', ko: '계좌번호' },
];

/**
 * Money that was not paid by card needs an account to refund to; each missing part of the account is reported by name.
 */
const requireAccount = (id: string, when: readonly Condition[], explanation: Localized, pg?: string): PgRule[] =>
  accountArguments.map(({ argument, en, ko }) =>
    pgRule({
      id: `cancel_payment.${id}-${argument}`,
      kind: 'reject',
      tools,
      argument,
      when: [...when, isMissing(argument)],
      message: {
        en: `${explanation.en} "${argument}" (${en}) must say where the money goes.`,
        ko: `${explanation.ko} "${argument}"(${ko})를 입력해 주세요.`,
      },
      source: citeApi(TOOL, argument, ...(pg ? [pg] : [])),
    }),
  );

const requireTelephone = (id: string, ...when: readonly Condition[]): PgRule =>
  pgRule({
    id: `cancel_payment.${id}-refund_tel`,
    kind: 'reject',
    tools,
    argument: 'refund_tel',
    when: [...when, isMissing('refund_tel')],
    message: {
      en: 'Smartro refunds to an account only with the telephone number of its holder: add "refund_tel".',
      ko: '스마트로 계좌 환불에는 예금주 연락처가 필요합니다. "refund_tel"을 추가해 주세요.',
    },
    source: citeApi(TOOL, 'refund_tel', 'smartro_v2'),
  });

/** The account for refunds of payments not made by card. */
export const refundAccountRules: readonly PgRule[] = [
  ...requireAccount('vbank', [methodIs('vbank')], {
    en: "A payment into a virtual account is refunded to the buyer's account.",
    ko: '가상계좌 결제는 구매자 계좌로 환불됩니다.',
  }),
  requireTelephone('vbank-smartro', pgIs('smartro', 'smartro_v2'), methodIs('vbank')),
  ...requireAccount(
    'trans-smartro',
    [pgIs('smartro_v2'), methodIs('trans')],
    {
      en: "Smartro refunds a bank transfer to the buyer's account.",
      ko: '스마트로 계좌이체는 구매자 계좌로 환불됩니다.',
    },
    'smartro_v2',
  ),
  requireTelephone('trans-smartro', pgIs('smartro_v2'), methodIs('trans')),
  ...requireAccount(
    'phone-kcp',
    [pgIs(...findPgs(({ refunds }) => refunds?.earlierPhoneBill)), methodIs('phone'), wasPaidInEarlierMonth],
    {
      en: "KCP refunds a mobile phone bill of an earlier month to the buyer's account.",
      ko: 'KCP 휴대폰 결제의 익월 환불은 구매자 계좌로 이뤄집니다.',
    },
    'kcp',
  ),
];
