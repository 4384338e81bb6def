import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import { type Resource, reads, SHORT_MS } from '../resource.ts';
import { templates } from '../uri.ts';

export const schedule: Resource = {
  uri: templates.schedule,
  title: { en: 'Schedule', ko: '예약결제' },
  description: { en: 'A booked charge, and what became of it', ko: '예약된 결제 한 건과 그 결과' },
  tool: getSchedule.name,
  ttlMs: SHORT_MS,
  known: 'schedule',
  read: reads(getSchedule, (merchant_uid) => ({ merchant_uid })),
};
