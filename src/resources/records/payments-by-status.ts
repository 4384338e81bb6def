import type { Lang, Words } from '../../base/bilingual.ts';
import { statuses } from '../../desk/completion.ts';
import { listPaymentsByStatus } from '../../endpoints/catalog/payments.ts';
import { type Resource, reads, SHORT_MS } from '../resource.ts';
import { templates, uriOf } from '../uri.ts';

/** What became of a payment last is first, where PortOne has a column to sort by. */
const sortings: Readonly<Record<string, string>> = { paid: '-paid', cancelled: '-updated' };

export const status: Resource = {
  uri: templates.status,
  title: { en: 'Payments by status', ko: '상태별 결제' },
  description: {
    en: 'The latest 20 payments that are all, ready, paid, cancelled or failed',
    ko: '상태(all, ready, paid, cancelled, failed)별 최근 결제 20건',
  },
  tool: listPaymentsByStatus.name,
  ttlMs: SHORT_MS,
  known: 'status',
  read: reads(listPaymentsByStatus, (payment_status) => ({
    payment_status,
    limit: 20,
    sorting: sortings[payment_status] ?? '-started',
  })),
};

const names: Readonly<Record<(typeof statuses)[number], Words>> = {
  all: { en: 'Latest payments', ko: '최근 결제' },
  ready: { en: 'Payments not completed', ko: '미완료(ready) 결제' },
  paid: { en: 'Paid payments', ko: '완료(paid)된 결제' },
  cancelled: { en: 'Cancelled payments', ko: '취소(cancelled)된 결제' },
  failed: { en: 'Failed payments', ko: '실패(failed)한 결제' },
};

/** The page of each status, for a list. */
export const statusPages = (lang: Lang) =>
  statuses.map((one) => ({ uri: uriOf(templates.status, one), name: names[one][lang] }));
