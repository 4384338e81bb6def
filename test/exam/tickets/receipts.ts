import { findPayment, toKoreanDay } from '../raw-data.ts';
import { hasFinding, pick, pickDay, pickList, pickNumber } from '../read-answer.ts';
import type { Ask, Ticket } from '../ticket.ts';

async function findReceipt(ask: Ask, { buyer_name, amount }: { buyer_name: string; amount: number }) {
  const receipts = pickList(await ask('get_customer', { buyer_name }), 'receipts');
  return receipts.find((receipt) => pick(receipt, 'amount') === amount);
}

/** Cash receipts. */
export const receipts: readonly Ticket[] = [
  {
    id: 'receipt-number',
    question: '강다온 33,000원 계좌이체 현금영수증 승인번호 불러주세요',
    truth(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'order_receipt_issued' });
      return { approval_number: String(world.receipts.get(imp_uid)?.apply_num) };
    },
    async solve(ask) {
      const receipt = await findReceipt(ask, { buyer_name: '강다온', amount: 33_000 });
      return { approval_number: pick(receipt, 'apply_num') };
    },
  },
  {
    id: 'receipt-missing',
    question: '한소율님 그림책 76000 현금영수증이 홈텍스에 안뜬대요 발급 됐어요?',
    truth(world) {
      const { imp_uid, cash_receipt_issued } = findPayment(world, { merchant_uid: 'order_cash_receipt_due' });
      return { imp_uid, was_issued: cash_receipt_issued === true };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '한소율', amount: 76_000 });
      return {
        imp_uid: pick(answer, 'payment.imp_uid'),
        was_issued: pick(answer, 'payment.cash_receipt_issued') === true,
      };
    },
  },
  {
    id: 'receipt-revoked',
    question: '강다온 44,000 현금영수증 취소된거 맞는지, 언제 취소됐는지',
    truth(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'order_receipt_revoked' });
      const cancelled_at = world.receipts.get(imp_uid)?.cancelled_at ?? 0;
      return { is_valid: cancelled_at === 0, revoked_on: toKoreanDay(cancelled_at) };
    },
    async solve(ask) {
      const receipt = await findReceipt(ask, { buyer_name: '강다온', amount: 44_000 });
      const revoked_on = pickDay(receipt, 'cancelled_at');
      return { is_valid: revoked_on === '', revoked_on };
    },
  },
  {
    id: 'receipt-again',
    question: '신하은님 책상선반 현금영수증 안왔다고 한번더 끊어달래요. 10만2천원',
    truth(world) {
      const { imp_uid, cash_receipt_issued } = findPayment(world, { merchant_uid: 'order_receipt_auto_issued' });
      return { already_issued: cash_receipt_issued === true, issued_through_portone: world.receipts.has(imp_uid) };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '신하은', amount: 102_000 });
      return {
        already_issued: pick(answer, 'payment.cash_receipt_issued') === true,
        issued_through_portone: !hasFinding(answer, 'receipt_auto_issued'),
      };
    },
  },
  {
    id: 'receipt-left-over',
    question: '권시우 66,000 환불건, 현금영수증도 같이 취소됐어요? 세무 담당자가 물어봄',
    truth(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'order_receipt_left_over' });
      return { imp_uid, receipt_is_valid: world.receipts.get(imp_uid)?.cancelled_at === 0 };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '권시우', amount: 66_000 });
      return {
        imp_uid: pick(answer, 'payment.imp_uid'),
        receipt_is_valid: hasFinding(answer, 'receipt_not_revoked_after_cancel'),
      };
    },
  },
  {
    id: 'receipt-of-counter',
    question: '매장에서 끊은 현금영수증 offline_receipt_0001 금액이랑 부가세요',
    truth(world) {
      const receipt = world.externalReceipts.get('offline_receipt_0001');
      return { amount: receipt?.amount ?? 0, vat: receipt?.vat ?? 0 };
    },
    async solve(ask) {
      const answer = await ask('get_external_receipt', { merchant_uid: 'offline_receipt_0001' });
      return { amount: pickNumber(answer, 'result.amount'), vat: pickNumber(answer, 'result.vat') };
    },
  },
];
