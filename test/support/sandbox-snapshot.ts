import { getBillingKey } from '../../src/endpoints/catalog/billing-keys.ts';
import { getExternalReceipt, getReceipt } from '../../src/endpoints/catalog/cash-receipts.ts';
import { getCertification } from '../../src/endpoints/catalog/certifications.ts';
import { getEscrowLogistics } from '../../src/endpoints/catalog/escrow.ts';
import { listNaverProductOrders } from '../../src/endpoints/catalog/naver-orders.ts';
import { getPayment, getPaymentPrepare, listPaymentsByOrder } from '../../src/endpoints/catalog/payments.ts';
import { getSchedule, listSchedulesByCustomer } from '../../src/endpoints/catalog/subscriptions.ts';
import type { Endpoint, Preview } from '../../src/endpoints/endpoint.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';
import { channels } from '../../src/sandbox/behavior/channels.ts';
import type { HandlerResult } from '../../src/sandbox/envelope.ts';
import { handlers } from '../../src/sandbox/handlers/index.ts';
import type { World } from '../../src/sandbox/state/world.ts';
import { runHandler } from './run-handler.ts';

const SCHEDULE_WINDOW_SECONDS = 80 * 86_400;

/** Calls the sandbox by row, without HTTP. */
export const callEndpoint = (
  world: World,
  { route }: Pick<Endpoint, 'route'>,
  args: Record<string, unknown>,
): HandlerResult => runHandler([...handlers.values()], { route } as Endpoint, args, world);

/** The snapshot of each kind from the sandbox: the response, or null if it says that there is none. */
export function takeSandboxSnapshot(
  world: World,
  row: Pick<Endpoint, 'preview'>,
  args: Record<string, unknown>,
): Snapshot {
  const readResponse = (of: Pick<Endpoint, 'route'>, more: Record<string, unknown> = args) => {
    const { code, response } = callEndpoint(world, of, more);
    return code === 0 ? response : null;
  };
  const toList = (page: unknown) => (page as { list?: unknown[] } | null)?.list ?? [];
  const now = world.clock.now();
  const readers: Record<Preview, () => unknown> = {
    payment: () => readResponse(getPayment, { imp_uid: args.imp_uid, include_sandbox: true }) ?? undefined,
    order: () => toList(readResponse(listPaymentsByOrder)),
    billing_key: () => (args.customer_uid === undefined ? undefined : readResponse(getBillingKey)),
    schedule: () => (args.merchant_uid === undefined ? undefined : readResponse(getSchedule)),
    schedules: () =>
      toList(
        readResponse(listSchedulesByCustomer, {
          customer_uid: args.customer_uid,
          from: now - 86_400,
          to: now + SCHEDULE_WINDOW_SECONDS,
          schedule_status: 'scheduled',
        }),
      ),
    naver_items: () => readResponse(listNaverProductOrders) ?? [],
    receipt: () => readResponse(getReceipt),
    external_receipt: () => readResponse(getExternalReceipt),
    escrow: () => readResponse(getEscrowLogistics),
    certification: () => readResponse(getCertification),
    prepare: () => readResponse(getPaymentPrepare),
  };
  const channel = channels.find(({ channel_key }) => channel_key === args.channel_key);
  const entries = (row.preview ?? []).map((kind) => [kind, readers[kind]()]).filter(([, value]) => value !== undefined);
  // The sandbox responds as the models of the rows describe.
  return { ...Object.fromEntries(entries), ...(channel ? { channel } : {}) } as Snapshot;
}
