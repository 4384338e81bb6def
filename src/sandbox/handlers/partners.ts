import { registerPartnerReceipts } from '../../endpoints/catalog/partners.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type HandlerResult, respondError, respondOk } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

type PartnerReceiptArgs = Args<typeof registerPartnerReceipts>;

/** Returns why the parts are invalid. An absent VAT defaults to one eleventh of the amount, which always fits. */
function getPartsRejection({ data }: PartnerReceiptArgs, payable: number): string | undefined {
  if (data.length === 0) return '등록할 하위 상점 거래 정보가 누락되었습니다.';
  for (const { business_registration_number, amount, tax_free = 0, vat_amount = 0 } of data) {
    if (!/^\d{3}-?\d{2}-?\d{5}$/.test(business_registration_number))
      return '사업자등록번호가 올바르지 않습니다. (예: 123-45-67890)';
    if (amount <= 0 || tax_free < 0 || vat_amount < 0) return '거래 금액이 올바르지 않습니다.';
    if (tax_free + vat_amount > amount) return '면세 금액과 부가세 금액의 합이 거래 금액보다 큽니다.';
  }
  const total = data.reduce((sum, { amount }) => sum + amount, 0);
  return total > payable ? '하위 상점 거래 금액의 합이 결제 금액보다 큽니다.' : undefined;
}

function registerParts(world: World, args: PartnerReceiptArgs): HandlerResult {
  const payment = world.payments.get(args.imp_uid);
  if (!payment) return respondError(404, '존재하지 않는 결제정보입니다.');
  const { record } = payment;
  if (record.pg_provider !== 'html5_inicis') return respondError(501, '현재 지원되지 않는 PG사입니다.');
  if (record.status !== 'paid') return respondError(400, '결제가 승인된 거래건이 아닙니다.');
  if (world.partnerReceipts.has(args.imp_uid)) return respondError(400, '이미 하위 상점 거래가 등록된 결제건입니다.');
  const rejection = getPartsRejection(args, record.amount);
  if (rejection) return respondError(400, rejection);
  const receiptUrl = `https://receipt.example.com/partners/${args.imp_uid}`;
  world.partnerReceipts.set(args.imp_uid, { receiptUrl });
  return respondOk(
    { receipt_url: receiptUrl },
    {
      changed: {
        imp_uid: args.imp_uid,
        parts: args.data.length,
        amount: args.data.reduce((sum, { amount }) => sum + amount, 0),
      },
    },
  );
}

export const partnerHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(registerPartnerReceipts, ({ args, world }) => registerParts(world, args)),
];
