import type { Language, Localized } from '../../base/bilingual.ts';
import { paymentStatuses } from '../../desk/completion.ts';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { buildUri, uriTemplates } from '../uri.ts';

/** Most recent change first, where PortOne has a column to sort by. */
const statusSorting: Readonly<Record<string, string>> = { paid: '-paid', cancelled: '-updated' };

export const statusResource: Resource = {
  uri: uriTemplates.status,
  title: { en: 'Payments by status', ko: '상태별 결제' },
  description: {
    en: 'The latest 20 payments by status: all, ready, paid, cancelled or failed',
    ko: '상태(all, ready, paid, cancelled, failed)별 최근 결제 20건',
  },
  tool: listPaymentsByStatus.name,
  ttlMs: SHORT_MS,
  completeFrom: 'status',
  read: createResourceReader(listPaymentsByStatus, (payment_status) => ({
    payment_status,
    limit: 20,
    sorting: statusSorting[payment_status] ?? '-started',
  })),
};

const statusNames: Readonly<Record<(typeof paymentStatuses)[number], Localized>> = {
  all: { en: 'Latest payments', ko: '최근 결제' },
  ready: { en: 'Payments not completed', ko: '미완료(ready) 결제' },
  paid: { en: 'Paid payments', ko: '완료(paid)된 결제' },
  cancelled: { en: 'Cancelled payments', ko: '취소(cancelled)된 결제' },
  failed: { en: 'Failed payments', ko: '실패(failed)한 결제' },
};

/** Lists the page of each status. */
export const listStatusPages = (lang: Language) =>
  paymentStatuses.map((one) => ({ uri: buildUri(uriTemplates.status, one), name: statusNames[one][lang] }));
