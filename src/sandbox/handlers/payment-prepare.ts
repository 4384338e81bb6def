import { createPaymentPrepare, getPaymentPrepare, updatePaymentPrepare } from '../../endpoints/catalog/payments.ts';
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { isExactAmount } from '../behavior/payment-record.ts';
import { respondError, respondOk, respondRejected } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

/** The 404 of GET and PUT. POST answers a second registration with HTTP 200 and code 1. */
const respondNotFound = () => respondError(404, '사전등록된 결제정보가 존재하지 않습니다.');

export const prepareHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(createPaymentPrepare, ({ args: { merchant_uid, amount, currency = 'KRW' }, world }) => {
    if (world.prepared.has(merchant_uid))
      return respondRejected('결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).');
    if (!isDocumentedValue(createPaymentPrepare, 'amount', amount) || !isExactAmount(amount, currency))
      return respondRejected('결제정보 사전등록에 실패하였습니다(결제금액이 올바르지 않습니다).');
    const prepared = { merchant_uid, amount, currency };
    world.prepared.set(merchant_uid, prepared);
    return respondOk(prepared, { changed: { ...prepared } });
  }),
  createEndpointHandler(updatePaymentPrepare, ({ args, world }) => {
    const { merchant_uid, amount } = args;
    const before = world.prepared.get(merchant_uid);
    if (!before) return respondNotFound();
    const currency = args.currency ?? before.currency ?? 'KRW';
    if (!isDocumentedValue(updatePaymentPrepare, 'amount', amount) || !isExactAmount(amount, currency))
      return respondError(400, '결제금액이 올바르지 않습니다.');
    const prepared = { merchant_uid, amount, currency };
    world.prepared.set(merchant_uid, prepared);
    return respondOk(prepared, { changed: { ...prepared } });
  }),
  createEndpointHandler(getPaymentPrepare, ({ args: { merchant_uid }, world }) => {
    const prepared = world.prepared.get(merchant_uid);
    return prepared ? respondOk(prepared) : respondNotFound();
  }),
];
