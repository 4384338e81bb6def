import { handle, list, machineText, minute, model, number, text } from '../../endpoints/models/field.ts';
import { detectFindings } from '../investigate/findings/index.ts';
import { gatherCase } from '../investigate/gather-case.ts';
import type { PaymentCase, PaymentRow } from '../payment.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';

/** What is wrong with payments, and what goes with them. */
export const ExaminedFields = {
  problems: list(model({ imp_uid: handle(), code: text(), severity: text(), text: text() })),
  receipts: list(
    model({
      imp_uid: handle(),
      type: text(),
      apply_num: machineText(),
      amount: number(),
      applied_at: minute(),
      cancelled_at: minute(),
    }),
  ),
  // Open and finished claims of a buyer at Naver.
  claims: list(
    model({
      imp_uid: handle(),
      product_order_id: handle(),
      product_name: text(),
      claim_type: text(),
      claim_status: text(),
    }),
  ),
};

/** Reads what belongs to these payments, and says what somebody should look at. */
export async function examinePayments(payments: readonly PaymentRow[], context: LookupContext, reads: TolerantReads) {
  const cases = await Promise.all(payments.map((payment) => gatherCase({ payment, ticket: {} }, context, reads)));
  return {
    problems: cases.flatMap(listProblems),
    receipts: cases.flatMap(listReceipts),
    claims: cases.flatMap(listClaims),
  };
}

/** Matters only to those who ask for a refund. */
const REFUND_ADVICE = 'refund_restricted';

const listProblems = (paymentCase: PaymentCase) =>
  detectFindings(paymentCase)
    .findings.filter(({ code, severity }) => severity !== 'info' && code !== REFUND_ADVICE)
    .map((finding) => ({ imp_uid: paymentCase.payment.imp_uid, ...finding }));

function listReceipts({ payment: { imp_uid }, receipt }: PaymentCase) {
  if (!receipt) return [];
  const { type, apply_num, amount, applied_at, cancelled_at } = receipt;
  return [{ imp_uid, type, apply_num, amount, applied_at, ...(cancelled_at ? { cancelled_at } : {}) }];
}

const listClaims = ({ payment: { imp_uid }, naver_items: items = [] }: PaymentCase) =>
  items
    .filter(({ claim_type }) => claim_type)
    .map(({ product_order_id, product_name, claim_type, claim_status }) => ({
      imp_uid,
      product_order_id,
      product_name,
      claim_type,
      claim_status,
    }));
