import type { Localized } from '../../base/bilingual.ts';
import { type Fields, getFields, getText, getTexts } from '../page/fields.ts';
import { localize } from './language.ts';
import { showTime } from './time.ts';

type Sentence = (args: Fields) => Localized;

/**
 * What an id may look like to be written in the name of the user. A shop chooses its order numbers freely, so one could
 * hold a request of its own.
 */
const PLAIN_ID = /^[\p{L}\p{N}_.:+-]{1,80}$/u;
const PLAIN_REASON = /^[\p{L}\p{N} ]{1,60}$/u;

class UnfitId extends Error {}

/** Throws UnfitId. */
function getId(args: Fields, name: string): string {
  const id = getText(args, name) ?? '';
  if (!PLAIN_ID.test(id)) throw new UnfitId();
  return id;
}

/** Throws UnfitId. */
const getIds = (args: Fields, name: string): string[] => getTexts(args, name).map((id) => getId({ id }, 'id'));

const ofPayment =
  (en: string, ko: string): Sentence =>
  (args) => ({
    en: `${en} payment ${getId(args, 'imp_uid')}.`,
    ko: `${getId(args, 'imp_uid')} 결제${ko}`,
  });
const ofItems =
  (en: string, ko: string): Sentence =>
  (args) => {
    const items = getIds(args, 'product_order_id').join(', ');
    return {
      en: `${en} ${items} of payment ${getId(args, 'imp_uid')}.`,
      ko: `${getId(args, 'imp_uid')} 결제의 네이버 상품주문 ${items} ${ko}`,
    };
  };

const MAX_NAMED = 3;

/** What a person would write to have the suggested call made. Writing it changes nothing: the assistant still asks. */
const sentences: Readonly<Record<string, Sentence>> = {
  investigate_payment: ofPayment('Investigate', '를 조사해 줘.'),
  get_payment: ofPayment('Show all details of', '의 모든 정보를 보여 줘.'),
  get_certification: (args) => ({
    en: `Show the identity verification ${getId(args, 'imp_uid')}.`,
    ko: `${getId(args, 'imp_uid')} 본인인증을 보여 줘.`,
  }),
  refund_payment: (args) => {
    const reason = getText(args, 'reason') ?? '';
    const en = `Refund payment ${getId(args, 'imp_uid')} in full.`;
    const ko = `${getId(args, 'imp_uid')} 결제를 전액 환불해 줘.`;
    return PLAIN_REASON.test(reason) ? { en: `${en} Reason: ${reason}`, ko: `${ko} 사유: ${reason}` } : { en, ko };
  },
  issue_receipt: ofPayment('Issue the cash receipt of', '의 현금영수증을 발급해 줘.'),
  revoke_receipt: ofPayment('Cancel the cash receipt of', '의 현금영수증을 취소해 줘.'),
  list_payments_by_order: (args) => ({
    en: `Show all payments of order ${getId(args, 'merchant_uid')}.`,
    ko: `${getId(args, 'merchant_uid')} 주문의 결제를 모두 보여 줘.`,
  }),
  search_payments: (args) => ({
    en: `Search payments for order number ${getId(args, 'merchant_uid')}.`,
    ko: `주문번호에 ${getId(args, 'merchant_uid')} 글자가 있는 결제를 찾아 줘.`,
  }),
  list_pg_settings: () => ({
    en: 'Show the PG channels of this shop.',
    ko: '이 상점의 PG 채널 설정을 보여 줘.',
  }),
  review_subscriptions: (args) => ({
    en: `Review the subscription of customer ${getId(args, 'customer_uid')}.`,
    ko: `${getId(args, 'customer_uid')} 고객의 정기결제를 점검해 줘.`,
  }),
  get_schedule: (args) => ({
    en: `Show the scheduled charge ${getId(args, 'merchant_uid')}.`,
    ko: `${getId(args, 'merchant_uid')} 예약결제를 보여 줘.`,
  }),
  retry_schedule: (args) => ({
    en: `Retry the scheduled charge ${getId(args, 'merchant_uid')} now.`,
    ko: `${getId(args, 'merchant_uid')} 예약결제를 지금 다시 시도해 줘.`,
  }),
  reschedule_payment: (args) => ({
    en: `Schedule the charge ${getId(args, 'merchant_uid')} again for ${showTime(getId(args, 'schedule_at'))} Korean time.`,
    ko: `${getId(args, 'merchant_uid')} 예약결제를 한국 시간 ${showTime(getId(args, 'schedule_at'))}에 다시 예약해 줘.`,
  }),
  cancel_schedules: (args) => {
    const customer = getId(args, 'customer_uid');
    const orders = getIds(args, 'merchant_uid');
    if (orders.length === 0 || orders.length > MAX_NAMED)
      return {
        en: `Cancel all scheduled charges of customer ${customer}.`,
        ko: `${customer} 고객의 예약결제를 모두 취소해 줘.`,
      };
    return {
      en: `Cancel the scheduled charges ${orders.join(', ')} of customer ${customer}.`,
      ko: `${customer} 고객의 예약결제 ${orders.join(', ')} 건을 취소해 줘.`,
    };
  },
  approve_naver_cancel: ofItems('Approve at Naver the cancellation of', '건의 취소 요청을 승인해 줘.'),
  approve_naver_return: ofItems('Approve at Naver the return of', '건의 반품을 승인해 줘.'),
  collect_naver_exchange: ofItems('Mark at Naver as collected for exchange', '건의 교환 수거를 완료해 줘.'),
  place_naver_orders: ofItems('Accept at Naver the order of', '건의 발주를 확인해 줘.'),
};

/**
 * Writes a suggested call as the user would ask for it. Undefined for a tool that is not known here, and for an id that
 * might be more than an id.
 */
export function writeStep(step: Fields): string | undefined {
  const tool = getText(step, 'tool') ?? '';
  const sentence = Object.hasOwn(sentences, tool) ? sentences[tool] : undefined;
  try {
    return sentence && localize(sentence(getFields(step, 'arguments')));
  } catch (error) {
    if (error instanceof UnfitId) return undefined;
    throw error;
  }
}

/** What a person would write to have a payment looked into. */
export const askForPayment = (impUid: string): string | undefined =>
  writeStep({ tool: 'investigate_payment', arguments: { imp_uid: impUid } });
