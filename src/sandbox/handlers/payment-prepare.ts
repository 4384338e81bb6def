import { createPaymentPrepare, getPaymentPrepare, updatePaymentPrepare } from '../../endpoints/catalog/payments.ts';
import { fits } from '../behavior/documented-values.ts';
import { isExact } from '../behavior/payment-record.ts';
import { failed, ok, refused } from '../envelope.ts';
import { type Handler, on } from './handler.ts';

/** Found by GET and PUT; POST answers a second registration with HTTP 200 and code 1. */
const missing = () => failed(404, '사전등록된 결제정보가 존재하지 않습니다.');

export const prepareHandlers: readonly Handler[] = [
  on(createPaymentPrepare, ({ args: { merchant_uid, amount, currency = 'KRW' }, world }) => {
    if (world.prepared.has(merchant_uid))
      return refused('결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).');
    if (!fits(createPaymentPrepare, 'amount', amount) || !isExact(amount, currency))
      return refused('결제정보 사전등록에 실패하였습니다(결제금액이 올바르지 않습니다).');
    const prepared = { merchant_uid, amount, currency };
    world.prepared.set(merchant_uid, prepared);
    return ok(prepared, { changed: { ...prepared } });
  }),
  on(updatePaymentPrepare, ({ args, world }) => {
    const { merchant_uid, amount } = args;
    const before = world.prepared.get(merchant_uid);
    if (!before) return missing();
    const currency = args.currency ?? before.currency ?? 'KRW';
    if (!fits(updatePaymentPrepare, 'amount', amount) || !isExact(amount, currency))
      return failed(400, '결제금액이 올바르지 않습니다.');
    const prepared = { merchant_uid, amount, currency };
    world.prepared.set(merchant_uid, prepared);
    return ok(prepared, { changed: { ...prepared } });
  }),
  on(getPaymentPrepare, ({ args: { merchant_uid }, world }) => {
    const prepared = world.prepared.get(merchant_uid);
    return prepared ? ok(prepared) : missing();
  }),
];
