import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

export const scheduleResource: Resource = {
  uri: uriTemplates.schedule,
  title: { en: 'Schedule', ko: '예약결제' },
  description: { en: 'A scheduled charge and its result', ko: '예약된 결제 한 건과 그 결과' },
  tool: getSchedule.name,
  ttlMs: SHORT_MS,
  completeFrom: 'schedule',
  read: createResourceReader(getSchedule, (merchant_uid) => ({ merchant_uid })),
};
