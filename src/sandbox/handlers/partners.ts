import { registerPartnerReceipts } from '../../endpoints/catalog/partners.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type Answer, failed, ok } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

type Receipts = Args<typeof registerPartnerReceipts>;

/** What of the parts cannot be right; a share of VAT left out is an eleventh of the amount, so it always fits. */
function faultOf({ data }: Receipts, payable: number): string | undefined {
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

function register(world: World, args: Receipts): Answer {
  const payment = world.payments.get(args.imp_uid);
  if (!payment) return failed(404, '존재하지 않는 결제정보입니다.');
  const { shown } = payment;
  if (shown.pg_provider !== 'html5_inicis') return failed(501, '현재 지원되지 않는 PG사입니다.');
  if (shown.status !== 'paid') return failed(400, '결제가 승인된 거래건이 아닙니다.');
  if (world.partnerReceipts.has(args.imp_uid)) return failed(400, '이미 하위 상점 거래가 등록된 결제건입니다.');
  const fault = faultOf(args, shown.amount);
  if (fault) return failed(400, fault);
  const receiptUrl = `https://receipt.example.com/partners/${args.imp_uid}`;
  world.partnerReceipts.set(args.imp_uid, { receiptUrl });
  return ok(
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

export const partnerHandlers: readonly Handler[] = [
  on(registerPartnerReceipts, ({ args, world }) => register(world, args)),
];
