import { createEscrowLogistics, getEscrowLogistics, updateEscrowLogistics } from '../../endpoints/catalog/escrow.ts';
import { type Answer, failed, ok } from '../envelope.ts';
import type { StoredPayment, World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

const registering = ['html5_inicis', 'kcp', 'daou', 'ksnet', 'smartro_v2', 'nice_v2', 'welcome'];
const editing = registering.filter((pg) => pg !== 'kcp' && pg !== 'nice_v2');

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

export const escrowHandlers: readonly Handler[] = [
  on(getEscrowLogistics, ({ args, world }) => {
    const payment = paymentOf(world, args.imp_uid, registering);
    if ('status' in payment) return payment;
    const registered = world.escrows.get(args.imp_uid);
    return registered ? ok(registered) : failed(409, '등록된 배송정보가 존재하지 않습니다.');
  }),

  on(createEscrowLogistics, ({ args, world }) => {
    const payment = paymentOf(world, args.imp_uid, registering);
    if ('status' in payment) return payment;
    if (world.escrows.has(args.imp_uid)) return failed(409, '이미 배송정보 등록이 완료되었습니다.');
    if (!payment.shown.escrow || payment.shown.status !== 'paid')
      return failed(409, '해당거래건은 배송정보를 등록할 수 없습니다.');
    return missingField(payment, args) ?? store(world, args, world.clock.now());
  }),

  on(updateEscrowLogistics, ({ args, world }) => {
    const payment = paymentOf(world, args.imp_uid, editing);
    if ('status' in payment) return payment;
    const registered = world.escrows.get(args.imp_uid);
    if (!registered || payment.shown.status !== 'paid')
      return failed(409, '해당거래건은 배송정보를 수정할 수 없습니다.');
    return missingField(payment, args) ?? store(world, args, registered.applied_at ?? world.clock.now());
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

function paymentOf(world: World, impUid: string, supported: readonly string[]): StoredPayment | Answer {
  const payment = world.payments.get(impUid);
  if (!payment) return failed(404, '존재하지 않는 결제정보입니다.');
  return supported.includes(payment.shown.pg_provider ?? '') ? payment : failed(400, '현재 지원되지 않는 PG사입니다.');
}

/** What a PG wants beyond what PortOne does. */
function missingField({ shown }: StoredPayment, { sender, receiver, logis, products }: Logistics): Answer | undefined {
  const wanted: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    html5_inicis: people(sender, receiver, 'name', 'tel', 'addr', 'postcode'),
    smartro_v2: people(sender, receiver, 'name', 'tel', 'postcode', 'formed_address'),
    daou: {
      'sender.relationship': sender.relationship,
      'logis.receiving_at': logis.receiving_at,
      'logis.address': logis.address,
    },
    welcome: { products: products?.length ? products : undefined },
  };
  const missing = Object.entries(wanted[shown.pg_provider ?? ''] ?? {}).find(([, value]) => value === undefined);
  return missing && failed(400, `필수 파라메터가 누락되었습니다. (${missing[0]})`);
}

const people = (sender: Person, receiver: Person, ...fields: (keyof Person)[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => [
      [`sender.${field}`, sender[field]],
      [`receiver.${field}`, receiver[field]],
    ]),
  );

function store(world: World, { imp_uid, logis }: Logistics, appliedAt: number): Answer {
  const registered = {
    // A courier that the PG does not know is written down as "other".
    company: couriers.includes(logis.company) ? logis.company : 'ETC',
    invoice: logis.invoice,
    sent_at: logis.sent_at,
    applied_at: appliedAt,
  };
  world.escrows.set(imp_uid, registered);
  return ok(registered, { changed: { imp_uid, invoice: logis.invoice } });
}
