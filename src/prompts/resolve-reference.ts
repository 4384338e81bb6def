import type { Localized } from '../base/bilingual.ts';
import type { PromptStep } from './prompt.ts';

/**
 * How a prompt goes on if a person gave the order number of a payment where its id is expected, or the other way round.
 * `{given}` is what they gave.
 */
interface Reference {
  /** The argument. */
  name: string;
  /** The first step, which finds the id that the other steps need. */
  step: PromptStep;
  /** What stands for that id in the introduction. */
  introduction: Localized;
}

/** What stands in the steps for an id that the first of them finds. */
export const FOUND_VALUE: Localized = { en: '(found in step 1)', ko: '(1단계에서 찾은 값)' };

const orderInsteadOfPayment: Reference = {
  name: 'imp_uid',
  step: {
    en: '{given} is an order number. Call [list_payments_by_order|investigate_payment|find_payment_by_order] with merchant_uid {given} to find the imp_uid of its payment. If there are several, ask the user which one.',
    ko: '{given}은 주문번호입니다. merchant_uid {given}로 [list_payments_by_order|investigate_payment|find_payment_by_order]를 호출해 결제의 imp_uid를 찾으세요. 여러 건이면 어느 것인지 담당자에게 확인하세요.',
  },
  introduction: { en: 'of order {given}', ko: '(주문번호 {given})' },
};

const paymentInsteadOfOrder: Reference = {
  name: 'merchant_uid',
  step: {
    en: '{given} is a payment ID. Call [investigate_payment|get_payment] with imp_uid {given} to find its merchant_uid.',
    ko: '{given}은 결제 번호입니다. imp_uid {given}로 [investigate_payment|get_payment]를 호출해 merchant_uid를 찾으세요.',
  },
  introduction: { en: 'of payment {given}', ko: '(결제 번호 {given})' },
};

/** PortOne's ids of payments in quotes: `imp_…`, `imps_…`, and old ones without an underscore. */
const PAYMENT_ID = /^"imps?(?:_\w+|\d+)"$/;

/** Undefined if all values are of the kind that their arguments name. */
export function findReference(values: ReadonlyMap<string, string>): Reference | undefined {
  const payment = values.get('imp_uid');
  if (payment !== undefined && !PAYMENT_ID.test(payment)) return orderInsteadOfPayment;
  const order = values.get('merchant_uid');
  return order !== undefined && PAYMENT_ID.test(order) ? paymentInsteadOfOrder : undefined;
}
