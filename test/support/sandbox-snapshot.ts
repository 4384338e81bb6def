import { getBillingKey } from '../../src/endpoints/catalog/billing-keys.ts';
import { getExternalReceipt, getReceipt } from '../../src/endpoints/catalog/cash-receipts.ts';
import { getCertification } from '../../src/endpoints/catalog/certifications.ts';
import { getEscrowLogistics } from '../../src/endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../src/endpoints/catalog/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../src/endpoints/catalog/payments.ts';
import { getSchedule, listSchedulesByCustomer } from '../../src/endpoints/catalog/subscriptions.ts';
import type { Endpoint, Preview } from '../../src/endpoints/endpoint.ts';
import type { Seen } from '../../src/guard/snapshot/snapshot.ts';
import { channels } from '../../src/sandbox/behavior/channels.ts';
import type { Answer } from '../../src/sandbox/envelope.ts';
import { handlers } from '../../src/sandbox/handlers/index.ts';
import type { World } from '../../src/sandbox/state/world.ts';
import { handled } from './run-handler.ts';

const MONTHS = 80 * 86_400;

/** Asks the sandbox by row, without HTTP between. */
export const asked = (world: World, { route }: Pick<Endpoint, 'route'>, args: Record<string, unknown>): Answer =>
  handled([...handlers.values()], { route } as Endpoint, args, world);

/** What a look of each kind sees in the sandbox: the response, or null where it says that there is none. */
export function looked(world: World, row: Pick<Endpoint, 'preview'>, args: Record<string, unknown>): Seen {
  const read = (of: Pick<Endpoint, 'route'>, more: Record<string, unknown> = args) => {
    const { code, response } = asked(world, of, more);
    return code === 0 ? response : null;
  };
  const list = (page: unknown) => (page as { list?: unknown[] } | null)?.list ?? [];
  const now = world.clock.now();
  const looks: Record<Preview, () => unknown> = {
    payment: () => read(getPayment, { imp_uid: args.imp_uid, include_sandbox: true }) ?? undefined,
    order: () => list(read(listPaymentsByOrder)),
    billing_key: () => (args.customer_uid === undefined ? undefined : read(getBillingKey)),
    schedule: () => (args.merchant_uid === undefined ? undefined : read(getSchedule)),
    schedules: () =>
      list(
        read(listSchedulesByCustomer, {
          customer_uid: args.customer_uid,
          from: now - 86_400,
          to: now + MONTHS,
          schedule_status: 'scheduled',
        }),
      ),
    naver_items: () => read(listNaverProductOrders) ?? [],
    receipt: () => read(getReceipt),
    external_receipt: () => read(getExternalReceipt),
    escrow: () => read(getEscrowLogistics),
    certification: () => read(getCertification),
    prepare: () => read(getPaymentPrepare),
  };
  const channel = channels.find(({ channel_key }) => channel_key === args.channel_key);
  const seen = (row.preview ?? []).map((kind) => [kind, looks[kind]()]).filter(([, value]) => value !== undefined);
  // The sandbox answers what the rows' models describe.
  return { ...Object.fromEntries(seen), ...(channel ? { channel } : {}) } as Seen;
}
