import type { PgReason } from '../../src/desk/classify-pg-message.ts';
import { getFailureReason } from '../../src/desk/failure-reasons.ts';
import type { ClassifiedText } from './texts.ts';

const BLAMES_CARD: ReadonlySet<PgReason> = new Set([
  ...(['limit_exceeded', 'no_balance', 'lost_card', 'expired_card', 'wrong_card', 'card_stopped'] as const),
]);
/** Words for the shop, unless the text only says whom to ask. Kept apart from the words that the classifier knows. */
const NAMES_SHOP =
  /(가맹점|상점|쇼핑몰)(?!별|\s*ID당|\s*(관리자)?\)?\s*(에게?|으?로|에)?\s*(문의|확인|연락)|\s*내?\s*(회원|에서 지원하지))/;
const MAY_HAVE_MOVED =
  /time-?\s?out|타임\s?아웃|통신\s?(오류|에러|장애)|무응답|처리여부|이미 (결제|승인|처리)|중복\s?(거래|결제|주문)/i;
const USED_ORDER_NUMBER = /(중복된?\s?주문\s?번호|주문번호 중복|이미 사용된 주문번호)/;

/** The rules that hold for every text, whatever it is taken for. */
export function findRuleViolations({ text, reason }: ClassifiedText): string[] {
  const { retryWhen } = getFailureReason(text);
  const says = (rule: string) => `${rule}: "${text}" is ${reason} (${retryWhen})`;
  return [
    NAMES_SHOP.test(text) && BLAMES_CARD.has(reason) ? says("blames the buyer's card for the shop's fault") : '',
    MAY_HAVE_MOVED.test(text) && (retryWhen === 'now' || retryWhen === 'later')
      ? says('proposes a retry where money may have moved')
      : '',
    USED_ORDER_NUMBER.test(text) && retryWhen !== 'look_first'
      ? says('does not lead a used order number to a look at its payments')
      : '',
    reason === 'other' && retryWhen !== 'look_first' ? says('lets unknown words lead to a charge') : '',
  ].filter(Boolean);
}
