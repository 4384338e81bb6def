import type { WebhookSettings } from '../approval-page/webhook.ts';
import type { ServeConfig } from '../config/index.ts';

/** How a chat is told of approval pages; undefined unless configured. */
export const getWebhookSettings = (
  { approvalWebhook: url, approvalWebhookSecret: secret, lang }: ServeConfig,
  { namesAskers, log }: Pick<WebhookSettings, 'namesAskers' | 'log'>,
): WebhookSettings | undefined => (url === undefined ? undefined : { url, secret, lang, namesAskers, log });
