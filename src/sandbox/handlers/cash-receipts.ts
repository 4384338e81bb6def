import { getReceipt, issueReceipt, revokeReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import {
  checkReceiptFields,
  computeVat,
  issuingPgs,
  respondUnsupportedPg,
  revokingPgs,
} from '../behavior/cash-receipts.ts';
import { respondError, respondOk } from '../envelope.ts';
import { randomDigits } from '../state/ids.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const receiptHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getReceipt, ({ args, world }) => {
    const receipt = world.receipts.get(args.imp_uid);
    return receipt ? respondOk(receipt) : respondError(404, formatNotIssued(args.imp_uid));
  }),

  createEndpointHandler(issueReceipt, ({ args, world }) => {
    const payment = world.payments.get(args.imp_uid);
    if (!payment) return respondError(404, '존재하지 않는 결제정보입니다.');
    const { record } = payment;
    const provider = record.pg_provider ?? '';
    if (!issuingPgs.includes(provider)) return respondUnsupportedPg();
    if (record.pay_method !== 'trans' && record.pay_method !== 'vbank')
      return respondError(400, '현금성 거래(계좌이체, 가상계좌)만 현금영수증을 발급할 수 있습니다.');
    // A partially refunded payment has the status `cancelled`, and its remainder can still have a receipt.
    const amount = record.amount - record.cancel_amount;
    if (!['paid', 'cancelled'].includes(record.status) || amount <= 0)
      return respondError(400, '결제완료(paid)된 결제건만 현금영수증을 발급할 수 있습니다.');
    if (record.cash_receipt_issued) return respondError(400, '이미 현금영수증이 발급된 거래입니다.');
    const missing = checkReceiptFields(provider, args, 'payment');
    if (missing) return missing;

    const receipt = {
      imp_uid: args.imp_uid,
      receipt_tid: `${provider}_${randomDigits(world, 16)}`,
      apply_num: randomDigits(world, 9),
      type: args.type ?? 'person',
      amount,
      vat: args.vat_amount ?? args.vat ?? computeVat(amount, args.tax_free),
      receipt_url: `https://receipt.example.com/${args.imp_uid}`,
      applied_at: world.clock.now(),
      cancelled_at: 0,
    };
    world.receipts.set(args.imp_uid, receipt);
    world.payments.update(payment, { cash_receipt_issued: true });
    return respondOk(receipt, { changed: { imp_uid: args.imp_uid, amount } });
  }),

  createEndpointHandler(revokeReceipt, ({ args, world }) => {
    const receipt = world.receipts.get(args.imp_uid);
    if (!receipt || receipt.cancelled_at) return respondError(400, formatNotIssued(args.imp_uid));
    const payment = world.payments.get(args.imp_uid);
    if (payment && !revokingPgs.includes(payment.record.pg_provider ?? '')) return respondUnsupportedPg();
    receipt.cancelled_at = world.clock.now();
    if (payment) world.payments.update(payment, { cash_receipt_issued: false });
    return respondOk(receipt, { changed: { imp_uid: args.imp_uid, amount: receipt.amount ?? null } });
  }),
];

const formatNotIssued = (impUid: string): string =>
  `해당 아임포트 고유 번호(${impUid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.`;
