import type { JournalEntry } from '../state/journal.ts';

/** The body of a webhook. It is not signed: the receiver must verify it through the API. */
interface WebhookPayload {
  imp_uid: string;
  merchant_uid: string;
  status: 'paid' | 'ready' | 'failed' | 'cancelled';
  cancellation_id?: string;
  /** What KG Inicis tells of an escrow; the status stays that of the payment. */
  event?: 'Inicis.Escrow.Changed';
  extra?: { escrow_status: string; changed_at: number; denied_reason?: string };
}

const TIMEOUT_MS = 30_000;

/**
 * Returns the webhook of a change. PortOne sends one for a payment, an issued virtual account, each attempt of a
 * schedule (paid or failed), refunds that request it, and changes of an escrow. It sends none for other failed charges.
 */
export function toWebhookPayload(entry: JournalEntry): WebhookPayload | undefined {
  const { imp_uid, merchant_uid, status, cancellation_id, enable_webhook } = entry;
  if (typeof imp_uid !== 'string' || typeof merchant_uid !== 'string') return undefined;
  if (typeof entry.escrow_status === 'string') return toEscrowPayload(entry, { imp_uid, merchant_uid });
  if (typeof cancellation_id === 'string')
    return enable_webhook === true ? { imp_uid, merchant_uid, status: 'cancelled', cancellation_id } : undefined;
  if (status === 'paid' || status === 'ready') return { imp_uid, merchant_uid, status };
  return status === 'failed' && entry.method === 'SCHEDULE' ? { imp_uid, merchant_uid, status } : undefined;
}

function toEscrowPayload(
  { at, escrow_status, denied_reason }: JournalEntry,
  ids: Pick<WebhookPayload, 'imp_uid' | 'merchant_uid'>,
): WebhookPayload {
  const reason = typeof denied_reason === 'string' ? { denied_reason } : {};
  return {
    ...{ event: 'Inicis.Escrow.Changed', ...ids, status: 'paid' },
    extra: { escrow_status: String(escrow_status), changed_at: at, ...reason },
  };
}

/** Sends each webhook once, which is PortOne's default. A receiver that does not respond misses it. */
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
      .then((response) => response.body?.cancel())
      .catch(() => {});
  };
}
