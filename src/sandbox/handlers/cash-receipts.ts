import { getReceipt, issueReceipt, revokeReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { issuingPgs, missingField, revokingPgs, taxOf, unsupportedPg } from '../behavior/cash-receipts.ts';
import { failed, ok } from '../envelope.ts';
import { digits } from '../state/ids.ts';
import { externalReceiptHandlers } from './external-cash-receipts.ts';
import { type Handler, on } from './handler.ts';

export const receiptHandlers: readonly Handler[] = [
  on(getReceipt, ({ args, world }) => {
    const receipt = world.receipts.get(args.imp_uid);
    return receipt ? ok(receipt) : failed(404, neverIssued(args.imp_uid));
  }),

  on(issueReceipt, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    if (!payment) return failed(404, '존재하지 않는 결제정보입니다.');
    const { shown } = payment;
    const provider = shown.pg_provider ?? '';
    if (!issuingPgs.includes(provider)) return unsupportedPg();
    if (shown.pay_method !== 'trans' && shown.pay_method !== 'vbank')
      return failed(400, '현금성 거래(계좌이체, 가상계좌)만 현금영수증을 발급할 수 있습니다.');
    // A partly refunded payment says `cancelled`, and what remains of it can still have a receipt.
    const amount = shown.amount - shown.cancel_amount;
    if (!['paid', 'cancelled'].includes(shown.status) || amount <= 0)
      return failed(400, '결제완료(paid)된 결제건만 현금영수증을 발급할 수 있습니다.');
    if (shown.cash_receipt_issued) return failed(400, '이미 현금영수증이 발급된 거래입니다.');
    const missing = missingField(provider, args, 'payment');
    if (missing) return missing;

    const receipt = {
      imp_uid: args.imp_uid,
      receipt_tid: `${provider}_${digits(world, 16)}`,
      apply_num: digits(world, 9),
      type: args.type ?? 'person',
      amount,
      vat: args.vat_amount ?? args.vat ?? taxOf(amount, args.tax_free),
      receipt_url: `https://receipt.example.com/${args.imp_uid}`,
      applied_at: world.clock.now(),
      cancelled_at: 0,
    };
    world.receipts.set(args.imp_uid, receipt);
    world.payments.update(payment, { cash_receipt_issued: true });
    return ok(receipt, { changed: { imp_uid: args.imp_uid, amount } });
  }),

  on(revokeReceipt, ({ args, world }) => {
    const receipt = world.receipts.get(args.imp_uid);
    if (!receipt || receipt.cancelled_at) return failed(400, neverIssued(args.imp_uid));
    const payment = world.payments.get(args.imp_uid);
    if (payment && !revokingPgs.includes(payment.shown.pg_provider ?? '')) return unsupportedPg();
    receipt.cancelled_at = world.clock.now();
    if (payment) world.payments.update(payment, { cash_receipt_issued: false });
    return ok(receipt, { changed: { imp_uid: args.imp_uid, amount: receipt.amount ?? null } });
  }),

  ...externalReceiptHandlers,
];

const neverIssued = (impUid: string): string =>
  `해당 아임포트 고유 번호(${impUid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.`;
