import { registerPaymentwallDelivery } from '../../endpoints/catalog/paymentwall.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { findUndocumentedValues } from '../behavior/documented-values.ts';
import { type HandlerResult, respondOk } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

type DeliveryArgs = Args<typeof registerPaymentwallDelivery>;

/** The status of a delivery only moves forward. */
const STATUS_ORDER = ['order_placed', 'order_shipped', 'delivering', 'delivered'];
/** Address fields required for a physical product; a digital one has none. */
const PHYSICAL_FIELDS = [
  'carrier_tracking_id',
  'carrier_type',
  'shipping_address_country',
  'shipping_address_city',
  'shipping_address_zip',
  'shipping_address_state',
  'shipping_address_street',
  'shipping_address_phone',
  'shipping_address_firstname',
  'shipping_address_lastname',
] as const satisfies readonly (keyof DeliveryArgs)[];

/** An error of Paymentwall, in the fields that PortOne passes on; the HTTP status stays 200. */
const respondPaymentwallError = (errorCode: number, error: string, notices: string[] = []): HandlerResult => ({
  status: 200,
  code: -1,
  message: error,
  response: { error_code: errorCode, error, notices },
});

function registerDelivery(world: World, args: DeliveryArgs): HandlerResult {
  const undocumented = findUndocumentedValues(registerPaymentwallDelivery, args);
  if (undocumented.length > 0)
    return respondPaymentwallError(
      400,
      '파라메터가 올바르지 않습니다.',
      undocumented.map((field) => `${field} is not valid`),
    );
  const payment = world.payments.get(args.imp_uid);
  if (!payment || payment.record.merchant_uid !== args.merchant_uid)
    return respondPaymentwallError(404, '존재하지 않는 결제정보입니다.');
  if (payment.record.pg_provider !== 'paymentwall')
    return respondPaymentwallError(400, '현재 지원되지 않는 PG사입니다.');
  if (payment.record.status !== 'paid')
    return respondPaymentwallError(400, '배송정보를 등록할 수 없는 결제상태입니다.');
  const missing = args.type === 'physical' ? PHYSICAL_FIELDS.filter((field) => !args[field]) : [];
  if (missing.length > 0)
    return respondPaymentwallError(
      400,
      '필수 파라메터가 누락되었습니다.',
      missing.map((field) => `${field} is required`),
    );
  const before = world.paymentwallDeliveries.get(args.imp_uid)?.status;
  if (before !== undefined && STATUS_ORDER.indexOf(args.status) < STATUS_ORDER.indexOf(before))
    return respondPaymentwallError(400, `이전 배송상태로 되돌릴 수 없습니다. (현재 상태 : ${before})`);
  world.paymentwallDeliveries.set(args.imp_uid, { status: args.status });
  return respondOk(
    { success: 1 },
    {
      changed: {
        imp_uid: args.imp_uid,
        merchant_uid: args.merchant_uid,
        status: args.status,
        ...(args.carrier_tracking_id ? { carrier_tracking_id: args.carrier_tracking_id } : {}),
      },
    },
  );
}

export const paymentwallHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(registerPaymentwallDelivery, ({ args, world }) => registerDelivery(world, args)),
];
