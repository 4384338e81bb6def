import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export type ProtocolRevision = '2026-07-28' | '2025-11-25';

/** Totals and errors of all clients. */
export interface Tally {
  calls: number;
  confirmed: number;
  /** Milliseconds of each call without confirmation. */
  reads: number[];
  errors: Map<string, number>;
}

export const createTally = (): Tally => ({ calls: 0, confirmed: 0, reads: [], errors: new Map() });

/** One in this many calls is a charge and its refund, both confirmed. */
const CALLS_PER_CHARGE = 20;
/** Milliseconds that the person reads a question: the server does not believe a faster answer. */
const READING_MS = 750;
/** Milliseconds between two calls of a client. */
const PAUSE_MS = 100;

/** A client like a host's, with a person who approves everything. */
export async function openClient(url: string, revision: ProtocolRevision): Promise<Client> {
  const client = new Client(
    { name: 'load', version: '1.0.0' },
    {
      capabilities: { elicitation: { form: {} } },
      ...(revision === '2026-07-28' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {}),
    },
  );
  client.setRequestHandler('elicitation/create', async () => {
    await sleep(READING_MS);
    return { action: 'accept', content: { confirm: 'yes' } };
  });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client;
}

/** Reads payments and occasionally charges a billing key and refunds the charge, until stopped. */
export async function runClient(
  client: Client,
  samples: { imp_uid: string; customer_uid: string },
  tally: Tally,
  stop: AbortSignal,
): Promise<void> {
  const { imp_uid, customer_uid } = samples;
  const call = async (name: string, args: Record<string, unknown>) => {
    tally.calls += 1;
    try {
      const { isError, structuredContent } = await client.callTool({ name, arguments: args });
      if (!isError) return Object(structuredContent).result as Record<string, unknown>;
      countError(tally, `${name}: ${JSON.stringify(Object(structuredContent).error)}`);
    } catch (error) {
      countError(tally, `${name}: ${error instanceof Error ? `${error.name} ${error.message}` : error}`);
    }
    return undefined;
  };
  for (let round = Math.floor(Math.random() * CALLS_PER_CHARGE); !stop.aborted; round += 1) {
    if (round % CALLS_PER_CHARGE === 0) {
      const order = { customer_uid, merchant_uid: `load_${randomUUID().slice(0, 30)}`, amount: 1_000, name: 'load' };
      const charged = await call('pay_with_billing_key', order);
      if (charged) tally.confirmed += 1;
      const refunded = charged && (await call('cancel_payment', { imp_uid: charged.imp_uid, full_refund: true }));
      if (refunded) tally.confirmed += 1;
    } else {
      const startedAt = performance.now();
      await call('get_payment', { imp_uid });
      tally.reads.push(performance.now() - startedAt);
    }
    await sleep(PAUSE_MS * 2 * Math.random());
  }
}

function countError({ errors }: Tally, what: string): void {
  const short = what.slice(0, 200);
  errors.set(short, (errors.get(short) ?? 0) + 1);
}
