import {
  getExternalReceipt,
  issueExternalReceipt,
  revokeExternalReceipt,
} from '../../endpoints/catalog/cash-receipts.ts';
import {
  checkReceiptFields,
  computeVat,
  externalIssuingPgs,
  externalRevokingPgs,
  respondUnsupportedPg,
} from '../behavior/cash-receipts.ts';
import { findChannel } from '../behavior/channels.ts';
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { respondError, respondOk } from '../envelope.ts';
import { randomDigits } from '../state/ids.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

/** Cash receipts for sales outside PortOne: the amount is whatever the caller gives. */
export const externalReceiptHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getExternalReceipt, ({ args, world }) => {
    const receipt = world.externalReceipts.get(args.merchant_uid);
    return receipt ? respondOk(receipt) : respondError(404, formatNotIssued(args.merchant_uid));
  }),

  createEndpointHandler(issueExternalReceipt, ({ args, world }) => {
    const channel = findChannel(args.channel_key);
    if (!channel) return respondError(400, '유효하지 않은 channel_key 입니다.');
    if (!externalIssuingPgs.includes(channel.pg_provider)) return respondUnsupportedPg();
    const before = world.externalReceipts.get(args.merchant_uid);
    if (before && !before.cancelled_at) return respondError(400, '이미 현금영수증이 발급된 merchant_uid 입니다.');
    if (!isDocumentedValue(issueExternalReceipt, 'amount', args.amount))
      return respondError(400, '발급금액이 올바르지 않습니다.');
    const missing = checkReceiptFields(channel.pg_provider, args, 'external');
    if (missing) return missing;

    const receipt = {
      merchant_uid: args.merchant_uid,
      receipt_tid: `${channel.pg_provider}_${randomDigits(world, 16)}`,
      apply_num: randomDigits(world, 9),
      type: args.type ?? 'person',
      amount: args.amount,
      vat: args.vat_amount ?? computeVat(args.amount, args.tax_free),
      receipt_url: `https://receipt.example.com/external/${encodeURIComponent(args.merchant_uid)}`,
      applied_at: world.clock.now(),
      cancelled_at: 0,
    };
    world.externalReceipts.set(args.merchant_uid, receipt);
    return respondOk(receipt, { changed: { merchant_uid: args.merchant_uid, amount: args.amount } });
  }),

  createEndpointHandler(revokeExternalReceipt, ({ args, world }) => {
    const receipt = world.externalReceipts.get(args.merchant_uid);
    if (!receipt || receipt.cancelled_at) return respondError(404, formatNotIssued(args.merchant_uid));
    // The PG's receipt number starts with the PG's name.
    if (!externalRevokingPgs.some((pg) => receipt.receipt_tid?.startsWith(`${pg}_`))) return respondUnsupportedPg();
    receipt.cancelled_at = world.clock.now();
    return respondOk(receipt, { changed: { merchant_uid: args.merchant_uid, amount: receipt.amount ?? null } });
  }),
];

const formatNotIssued = (merchantUid: string): string =>
  `해당 주문번호(${merchantUid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.`;
