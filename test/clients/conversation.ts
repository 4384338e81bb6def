import { expect } from 'vitest';
import type { Sandbox } from '../../src/sandbox/server.ts';

/** What a shop's program asks PortOne for, in the words of one library. Every step returns PortOne's `response`. */
export interface PortOneClient {
  getPayment(impUid: string): Promise<unknown>;
  refund(args: { imp_uid: string; amount: number; checksum: number; reason: string }): Promise<unknown>;
  chargeCard(args: CardCharge): Promise<unknown>;
  chargeKey(args: { customer_uid: string; merchant_uid: string; amount: number }): Promise<unknown>;
  issueKey(args: Card & { customer_uid: string }): Promise<unknown>;
  getKey(customerUid: string): Promise<unknown>;
  deleteKey(customerUid: string): Promise<unknown>;
  getCertification(impUid: string): Promise<unknown>;
  /** Not every library has the rest. */
  findPayment?(merchantUid: string): Promise<unknown>;
  listPaid?(): Promise<unknown>;
  prepare?(args: { merchant_uid: string; amount: number }): Promise<unknown>;
  schedule?(args: { customer_uid: string; schedules: readonly object[] }): Promise<unknown>;
  unschedule?(args: { customer_uid: string; merchant_uid: string }): Promise<unknown>;
  openAccount?(args: Readonly<Record<string, string | number>>): Promise<unknown>;
}

interface Card {
  card_number: string;
  expiry: string;
  birth: string;
  pwd_2digit: string;
}
type CardCharge = Card & { merchant_uid: string; amount: number; name: string };

interface Step {
  says: string;
  needs: keyof PortOneClient;
  does: (client: PortOneClient, sandbox: Sandbox) => Promise<unknown> | undefined;
  expects: unknown;
}

const CARD: Card = { card_number: '4000-1234-5678-9010', expiry: '2099-12', birth: '900101', pwd_2digit: '12' };
const getImpUid = (sandbox: Sandbox, situation: string) => sandbox.getSamples()[situation]?.imp_uid ?? '';
const getTomorrow = (sandbox: Sandbox) => sandbox.getWorld().clock.now() + 86_400;

/** The steps, in order: later ones need what earlier ones did. */
export const steps: readonly Step[] = [
  {
    says: 'reads a payment',
    needs: 'getPayment',
    does: (client, sandbox) => client.getPayment(getImpUid(sandbox, 'paid_card')),
    expects: { status: 'paid', amount: 89_000 },
  },
  {
    says: 'finds a payment by its order number',
    needs: 'findPayment',
    does: (client) => client.findPayment?.('order_retried'),
    expects: { merchant_uid: 'order_retried', status: 'paid' },
  },
  {
    says: 'lists paid payments',
    needs: 'listPaid',
    does: (client) => client.listPaid?.(),
    expects: { list: expect.any(Array) },
  },
  {
    says: 'refunds a part with a checksum',
    needs: 'refund',
    does: (client, sandbox) =>
      client.refund({ imp_uid: getImpUid(sandbox, 'paid_card'), amount: 9_000, checksum: 89_000, reason: '부분 반품' }),
    expects: { status: 'cancelled', amount: 89_000, cancel_amount: 9_000 },
  },
  {
    says: 'charges a card',
    needs: 'chargeCard',
    does: (client) => client.chargeCard({ ...CARD, merchant_uid: 'client_1', amount: 5_000, name: '단건' }),
    expects: { status: 'paid', merchant_uid: 'client_1', amount: 5_000 },
  },
  {
    says: 'issues a billing key without naming a channel',
    needs: 'issueKey',
    does: (client) => client.issueKey({ ...CARD, customer_uid: 'client_key' }),
    expects: { customer_uid: 'client_key' },
  },
  {
    says: 'reads a billing key',
    needs: 'getKey',
    does: (client) => client.getKey('client_key'),
    expects: { customer_uid: 'client_key' },
  },
  {
    says: 'charges a billing key without a product name',
    needs: 'chargeKey',
    does: (client) => client.chargeKey({ customer_uid: 'client_key', merchant_uid: 'client_2', amount: 7_000 }),
    expects: { status: 'paid', customer_uid: 'client_key', amount: 7_000 },
  },
  {
    says: 'books a schedule without a currency',
    needs: 'schedule',
    does: (client, sandbox) =>
      client.schedule?.({
        customer_uid: 'client_key',
        schedules: [
          { merchant_uid: 'client_3', schedule_at: getTomorrow(sandbox), amount: 9_900, name: '월간 이용권 정기결제' },
        ],
      }),
    expects: [{ merchant_uid: 'client_3', schedule_status: 'scheduled', amount: 9_900 }],
  },
  {
    says: 'cancels a schedule by one order number',
    needs: 'unschedule',
    does: (client) => client.unschedule?.({ customer_uid: 'client_key', merchant_uid: 'client_3' }),
    expects: [{ merchant_uid: 'client_3', schedule_status: 'revoked' }],
  },
  {
    says: 'deletes a billing key',
    needs: 'deleteKey',
    does: (client) => client.deleteKey('client_key'),
    expects: { customer_uid: 'client_key' },
  },
  {
    says: 'registers the amount of an order',
    needs: 'prepare',
    does: (client) => client.prepare?.({ merchant_uid: 'client_4', amount: 1_000 }),
    expects: { merchant_uid: 'client_4', amount: 1_000 },
  },
  {
    says: 'opens a virtual account without naming a channel',
    needs: 'openAccount',
    does: (client, sandbox) =>
      client.openAccount?.({
        ...{ merchant_uid: 'client_5', amount: 3_000, vbank_code: '088', vbank_due: getTomorrow(sandbox) },
        ...{ vbank_holder: '홍길동', name: '가상계좌' },
      }),
    expects: { status: 'ready', pay_method: 'vbank', amount: 3_000 },
  },
  {
    says: 'reads who was certified',
    needs: 'getCertification',
    does: (client, sandbox) => client.getCertification(getImpUid(sandbox, 'certification')),
    expects: { certified: true, birth: expect.anything() },
  },
];
