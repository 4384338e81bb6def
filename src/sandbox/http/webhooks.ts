import type { JournalEntry } from '../state/ledger.ts';

/** What PortOne tells a shop. There is no signature: the receiver asks the API what is true. */
interface WebhookPayload {
  imp_uid: string;
  merchant_uid: string;
  status: 'paid' | 'ready' | 'failed' | 'cancelled';
  cancellation_id?: string;
}

const TIMEOUT_MS = 30_000;

/**
 * Of what happens, PortOne tells: paid, a virtual account that was issued, each attempt of a schedule, paid or failed, and of
 * refunds those that ask for it. An ordinary failed charge is told to nobody but the caller.
 */
export function toWebhookPayload(entry: JournalEntry): WebhookPayload | undefined {
  const { imp_uid, merchant_uid, status, cancellation_id, enable_webhook } = entry;
  if (typeof imp_uid !== 'string' || typeof merchant_uid !== 'string') return undefined;
  if (typeof cancellation_id === 'string')
    return enable_webhook === true ? { imp_uid, merchant_uid, status: 'cancelled', cancellation_id } : undefined;
  if (status === 'paid' || status === 'ready') return { imp_uid, merchant_uid, status };
  return status === 'failed' && entry.method === 'SCHEDULE' ? { imp_uid, merchant_uid, status } : undefined;
}

/** Sends each notice once, as PortOne does unless a shop asks for more; whoever does not answer has missed it. */
export function createWebhookSender(url: string): (entry: JournalEntry) => void {
  return (entry) => {
    const payload = toWebhookPayload(entry);
    if (!payload) return;
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
      .then((reply) => reply.body?.cancel())
      .catch(() => {});
  };
}
