import type { Localized } from '../../../base/bilingual.ts';
import { refundBankWitnesses } from '../../../endpoints/pg-facts/refund-banks.ts';
import { earlierPhoneBillRefunds } from '../../../endpoints/pg-facts/refund-limits.ts';
import { guide, pgGuide, type RefusalWitnesses, type Witness } from '../../../endpoints/pg-facts/witness.ts';
import { formatMissingArguments } from '../builders.ts';
import { isMissing } from '../conditions/arguments.ts';
import { methodIs, pgIs } from '../conditions/payment.ts';
import { namesUnknownBank, namesUntakenBank } from '../conditions/refund-bank.ts';
import { wasPaidInEarlierMonth } from '../conditions/time.ts';
import { type Condition, type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const TOOL = 'cancel_payment';
const tools = [TOOL];

const accountArguments = [
  { argument: 'refund_holder', label: { en: 'the account holder', ko: '예금주' } },
  { argument: 'refund_bank', label: { en: 'the bank, by name or code', ko: '은행 이름 또는 코드' } },
  { argument: 'refund_account', label: { en: 'the account number', ko: '계좌번호' } },
];

/**
 * Money that was not paid by card needs an account to refund to; each missing part of the account is reported by name.
 */
const requireAccount = (
  id: string,
  when: readonly Condition[],
  explanation: Localized,
  second: Witness,
  pg?: string,
): PgRule[] =>
  accountArguments.map(({ argument, label: { en, ko } }) =>
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
      witnesses: [citeApi(TOOL, argument, ...(pg ? [pg] : [])), second],
    }),
  );

interface TelephoneRule {
  id: string;
  pg: { en: string; ko: string };
  when: readonly Condition[];
  witnesses: RefusalWitnesses;
}

const requireTelephone = ({ id, pg, when, witnesses }: TelephoneRule): PgRule =>
  pgRule({
    id: `cancel_payment.${id}-refund_tel`,
    kind: 'reject',
    tools,
    argument: 'refund_tel',
    when: [...when, isMissing('refund_tel')],
    message: {
      en: `${pg.en} refunds to an account only with the telephone number of its holder: add "refund_tel".`,
      ko: `${pg.ko} 계좌 환불에는 예금주 연락처가 필요합니다. "refund_tel"을 추가해 주세요.`,
    },
    witnesses,
  });

const smartro = {
  pg: { en: 'Smartro', ko: '스마트로' },
  witnesses: [citeApi(TOOL, 'refund_tel', 'smartro_v2'), pgGuide('smartro-v2/api')],
} as const;

/** The account for refunds of payments not made by card. */
export const refundAccountRules: readonly PgRule[] = [
  ...requireAccount(
    'vbank',
    [methodIs('vbank')],
    {
      en: "A payment into a virtual account is refunded to the buyer's account.",
      ko: '가상계좌 결제는 구매자 계좌로 환불됩니다.',
    },
    guide('integration/cancel/v1/virtual-account'),
  ),
  requireTelephone({ ...smartro, id: 'vbank-smartro', when: [pgIs('smartro_v2'), methodIs('vbank')] }),
  requireTelephone({
    id: 'vbank-welcome',
    pg: { en: 'Welcome Payments', ko: '웰컴페이먼츠' },
    when: [pgIs('welcome'), methodIs('vbank')],
    witnesses: [citeApi(TOOL, 'refund_tel'), pgGuide('welcome/api')],
  }),
  pgRule({
    id: 'cancel_payment.vbank-former-smartro-refund_tel',
    kind: 'warn',
    tools,
    argument: 'refund_tel',
    when: [pgIs('smartro'), methodIs('vbank'), isMissing('refund_tel')],
    message: {
      en: 'Smartro requires the telephone number of the account holder, which is missing.',
      ko: '스마트로 계좌 환불에 필요한 예금주 연락처가 빠져 있습니다.',
    },
    witnesses: [citeApi(TOOL, 'refund_tel', 'smartro')],
  }),
  ...requireAccount(
    'trans-smartro',
    [pgIs('smartro_v2'), methodIs('trans')],
    {
      en: "Smartro refunds a bank transfer to the buyer's account.",
      ko: '스마트로 계좌이체는 구매자 계좌로 환불됩니다.',
    },
    pgGuide('smartro-v2/api'),
    'smartro_v2',
  ),
  requireTelephone({ ...smartro, id: 'trans-smartro', when: [pgIs('smartro_v2'), methodIs('trans')] }),
  ...[...accountArguments.map(({ argument }) => argument), 'refund_tel'].map((argument) =>
    pgRule({
      id: `cancel_payment.trans-welcome-${argument}`,
      kind: 'warn',
      tools,
      argument,
      isArgumentMissing: true,
      when: [pgIs('welcome'), methodIs('trans'), isMissing(argument)],
      message: formatMissingArguments([argument]),
      witnesses: [pgGuide('welcome/api')],
    }),
  ),
  pgRule({
    id: 'cancel_payment.refund-bank-unknown',
    kind: 'reject',
    tools,
    argument: 'refund_bank',
    when: [namesUnknownBank],
    message: {
      en: '"refund_bank" names no bank that is known for this PG: give the bank by its name, such as 신한은행, or by its standard code, such as 088 (list_bank_codes).',
      ko: '"refund_bank"에서 은행을 알 수 없습니다. 신한은행 같은 이름이나 088 같은 표준 코드로 입력해 주세요.',
    },
    witnesses: [...refundBankWitnesses],
  }),
  pgRule({
    id: 'cancel_payment.refund-bank-not-taken',
    kind: 'reject',
    tools,
    argument: 'refund_bank',
    when: [namesUntakenBank],
    message: {
      en: 'This PG does not refund to the bank in "refund_bank": ask the buyer for an account at another bank.',
      ko: '이 PG사는 "refund_bank"의 은행 계좌로 환불하지 않습니다. 구매자에게 다른 은행 계좌를 요청해 주세요.',
    },
    witnesses: [...refundBankWitnesses],
  }),
  ...accountArguments.map(({ argument, label }) =>
    pgRule({
      id: `cancel_payment.phone-kcp-${argument}`,
      kind: 'warn',
      tools,
      argument,
      when: [pgIs(...earlierPhoneBillRefunds.pgs), methodIs('phone'), wasPaidInEarlierMonth, isMissing(argument)],
      message: {
        en: `KCP refunds a mobile phone bill of an earlier month to the buyer's account: ${label.en} is missing.`,
        ko: `KCP 휴대폰 결제의 익월 환불은 구매자 계좌로 이뤄지며 ${label.ko} 값이 빠져 있습니다.`,
      },
      witnesses: earlierPhoneBillRefunds.witnesses,
    }),
  ),
];
