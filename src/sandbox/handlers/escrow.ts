import { createEscrowLogistics, getEscrowLogistics, updateEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { type HandlerResult, respondError, respondOk } from '../envelope.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const registeringPgs = ['html5_inicis', 'kcp', 'daou', 'ksnet', 'smartro_v2', 'nice_v2', 'welcome'];
const editingPgs = registeringPgs.filter((pg) => pg !== 'kcp' && pg !== 'nice_v2');

const couriers = [
  'HYUNDAI',
  'HANARO',
  'SAGAWA',
  'KGB',
  'YELLOWCAP',
  'DONGBU',
  'EPOST',
  'CJGLS',
  'HANJIN',
  'DAESIN',
  'REGISTPOST',
  'CHUNIL',
  'ILYANG',
  'CVSNET',
  'KDEXP',
  'HONAM',
  'HDEXP',
];

export const escrowHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getEscrowLogistics, ({ args, world }) => {
    const payment = findEscrowPayment(world, args.imp_uid, registeringPgs);
    if ('status' in payment) return payment;
    const registered = world.escrows.get(args.imp_uid);
    return registered ? respondOk(registered) : respondError(409, '등록된 배송정보가 존재하지 않습니다.');
  }),

  createEndpointHandler(createEscrowLogistics, ({ args, world }) => {
    const payment = findEscrowPayment(world, args.imp_uid, registeringPgs);
    if ('status' in payment) return payment;
    if (world.escrows.has(args.imp_uid)) return respondError(409, '이미 배송정보 등록이 완료되었습니다.');
    if (!payment.record.escrow || payment.record.status !== 'paid')
      return respondError(409, '해당거래건은 배송정보를 등록할 수 없습니다.');
    return checkLogisticsFields(payment, args) ?? storeLogistics(world, args, world.clock.now());
  }),

  createEndpointHandler(updateEscrowLogistics, ({ args, world }) => {
    const payment = findEscrowPayment(world, args.imp_uid, editingPgs);
    if ('status' in payment) return payment;
    const registered = world.escrows.get(args.imp_uid);
    if (!registered || payment.record.status !== 'paid')
      return respondError(409, '해당거래건은 배송정보를 수정할 수 없습니다.');
    return (
      checkLogisticsFields(payment, args) ?? storeLogistics(world, args, registered.applied_at ?? world.clock.now())
    );
  }),
];

interface Logistics {
  imp_uid: string;
  sender: Person;
  receiver: Person;
  logis: {
    company: string;
    invoice: string;
    sent_at: number;
    receiving_at?: unknown;
    address?: string | undefined;
  };
  products?: readonly unknown[] | undefined;
}

interface Person {
  name?: string | undefined;
  tel?: string | undefined;
  addr?: string | undefined;
  postcode?: string | undefined;
  relationship?: string | undefined;
  formed_address?: unknown;
}

function findEscrowPayment(world: World, impUid: string, supported: readonly string[]): StoredPayment | HandlerResult {
  const payment = world.payments.get(impUid);
  if (!payment) return respondError(404, '존재하지 않는 결제정보입니다.');
  return supported.includes(payment.record.pg_provider ?? '')
    ? payment
    : respondError(400, '현재 지원되지 않는 PG사입니다.');
}

/** Checks the fields that a PG requires in addition to PortOne. */
function checkLogisticsFields(
  { record }: StoredPayment,
  { sender, receiver, logis, products }: Logistics,
): HandlerResult | undefined {
  const pgRequiredFields: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    html5_inicis: pickPersonFields(sender, receiver, 'name', 'tel', 'addr', 'postcode'),
    smartro_v2: pickPersonFields(sender, receiver, 'name', 'tel', 'postcode', 'formed_address'),
    daou: {
      'sender.relationship': sender.relationship,
      'logis.receiving_at': logis.receiving_at,
      'logis.address': logis.address,
    },
    welcome: { products: products?.length ? products : undefined },
  };
  const missing = Object.entries(pgRequiredFields[record.pg_provider ?? ''] ?? {}).find(
    ([, value]) => value === undefined,
  );
  return missing && respondError(400, `필수 파라메터가 누락되었습니다. (${missing[0]})`);
}

const pickPersonFields = (sender: Person, receiver: Person, ...fields: (keyof Person)[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => [
      [`sender.${field}`, sender[field]],
      [`receiver.${field}`, receiver[field]],
    ]),
  );

function storeLogistics(world: World, { imp_uid, logis }: Logistics, appliedAt: number): HandlerResult {
  const registered = {
    // An unknown courier is stored as "other".
    company: couriers.includes(logis.company) ? logis.company : 'ETC',
    invoice: logis.invoice,
    sent_at: logis.sent_at,
    applied_at: appliedAt,
  };
  world.escrows.set(imp_uid, registered);
  return respondOk(registered, { changed: { imp_uid, invoice: logis.invoice } });
}
