import { smallInstallments } from '../../../endpoints/pg-facts/billing-keys.ts';
import { pgGuide } from '../../../endpoints/pg-facts/witness.ts';
import { isTooSmallForInstallments } from '../conditions/amounts.ts';
import { not, unless } from '../conditions/condition.ts';
import { pgIsNot } from '../conditions/payment.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const LEAST = 50_000;

interface InstallmentPlan {
  /** The first part of the rules' names. */
  name: string;
  tools: readonly string[];
  argument: string;
  /** The argument with a list of charges. */
  list?: string;
}

/** The least amount that can be paid in installments, which is smaller with some card companies at some PGs. */
export function limitInstallments({ name, tools, argument, list }: InstallmentPlan): PgRule[] {
  const hasUsualLimit = pgIsNot(...smallInstallments.pgs);
  const isBelow = (least: number) => isTooSmallForInstallments(least, list);
  const document = citeApi('pay_with_billing_key', 'card_quota');
  return [
    pgRule({
      id: `${name}.installments`,
      kind: 'reject',
      tools,
      argument,
      when: [isBelow(LEAST), hasUsualLimit],
      message: {
        en: 'Installments start at KRW 50,000: omit "card_quota".',
        ko: '할부는 50,000원 이상 결제에만 가능합니다. "card_quota"를 빼 주세요.',
      },
      witnesses: [document, pgGuide('inicis'), pgGuide('nice'), pgGuide('newtoss/readme')],
    }),
    pgRule({
      id: `${name}.installments-least`,
      kind: 'reject',
      tools,
      argument,
      when: [isBelow(smallInstallments.from), unless(hasUsualLimit)],
      message: {
        en: 'No card company offers installments below KRW 10,000: omit "card_quota".',
        ko: '10,000원 미만은 할부 결제가 불가능합니다. "card_quota"를 빼 주세요.',
      },
      witnesses: [document, ...smallInstallments.witnesses],
    }),
    pgRule({
      id: `${name}.installments-small`,
      kind: 'warn',
      tools,
      argument,
      when: [isBelow(LEAST), not(isBelow(smallInstallments.from)), unless(hasUsualLimit)],
      message: {
        en: 'Below KRW 50,000 only some card companies accept installments, and only at KSNET and NHN KCP.',
        ko: '50,000원 미만 할부는 KSNET, NHN KCP의 일부 카드사에서만 가능합니다.',
      },
      witnesses: smallInstallments.witnesses,
    }),
  ];
}
