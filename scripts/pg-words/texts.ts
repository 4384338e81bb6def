import { classifyPgMessage, type PgReason } from '../../src/desk/classify-pg-message.ts';

/** When a shop meets a text: as the answer to a charge or to a refund, or not at all. */
export type Occasion = 'charge' | 'refund' | 'none';

export interface ClassifiedText {
  /** The first word of the list's name, such as KCP; banks' own texts apart. */
  pg: string;
  text: string;
  reason: PgReason;
  occasion: Occasion;
}

/** Bank hosts' own texts, on insurance, bonds and pensions too, which Inicis lists for its direct bank transfers. */
const BANK_LIST = /I계좌/;
/** Lists and words of other services than payments, and of what is not a refusal. */
const OTHER_LISTS = /본인확인/;
const OTHER_SERVICES =
  /카카오스토리|카카오톡|번역 API|이미지포맷|현금영수증|적립|대사\s?자료|수표|면세유|사은품|FreeNoti/;
const NOT_REFUSED = /^(정상|거래성공|KT 성공)|정상\s?(승인|처리)|승인거래$|거래승인완료|성공하였습니다/;

export function classifyText([list, , text]: readonly [string, string, string]): ClassifiedText {
  return {
    pg: BANK_LIST.test(list) ? 'INICIS (banks)' : (list.split(' ')[0] ?? list),
    text: text.trim(),
    reason: classifyPgMessage(text),
    occasion: findOccasion(list, text.trim()),
  };
}

function findOccasion(list: string, text: string): Occasion {
  if (BANK_LIST.test(list) || OTHER_LISTS.test(list)) return 'none';
  if (OTHER_SERVICES.test(text) || NOT_REFUSED.test(text)) return 'none';
  return /취소|환불|반품|cancel|refund/i.test(text) ? 'refund' : 'charge';
}
