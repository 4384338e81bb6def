import type { Language, Localized } from '../../../base/bilingual.ts';
import { withParticle } from '../../../base/korean.ts';
import type { Money } from '../../../endpoints/endpoint.ts';
import type { QuestionView } from './question.ts';

/** The answers that a form offers; neither is the default. */
export interface QuestionChoice {
  title: string;
  no: string;
  yes: string;
}

interface ChosenOperation {
  title: Localized;
  money?: Money;
}

/** Describes the choice so that "yes" says what it does. */
export function describeChoice(operation: ChosenOperation, view: QuestionView, lang: Language): QuestionChoice {
  return lang === 'ko'
    ? { title: '진행할까요?', no: '아니요', yes: `네, ${describeInKorean(operation, view)}` }
    : { title: 'Go ahead?', no: 'No', yes: `Yes, ${describeInEnglish(operation, view)}` };
}

function describeInKorean({ title, money }: ChosenOperation, { amount, table }: QuestionView): string {
  const count = table?.rows.length;
  const sum = amount && withParticle(amount.text, '을/를');
  if (sum !== undefined && money === 'refund') return `${sum} 환불합니다`;
  if (sum !== undefined && money === 'charge_now') return `${sum} 지금 결제합니다`;
  if (amount && money === 'charge_later')
    return count === undefined ? `${sum} 예약 결제합니다` : `예약 ${count}건, 합계 ${sum} 예약 결제합니다`;
  // A Korean title ends with the noun of its verb: 예약결제 취소.
  const [, object, verb] = /^(.+) (\S+)$/.exec(title.ko) ?? [];
  if (count !== undefined && object !== undefined) return `${object} ${count}건을 ${verb}합니다`;
  return `${withParticle(title.ko, '을/를')} 진행합니다`;
}

function describeInEnglish({ title, money }: ChosenOperation, { amount, table }: QuestionView): string {
  const count = table?.rows.length;
  if (amount && money === 'refund') return `refund ${amount.text}`;
  if (amount && money === 'charge_now') return `charge ${amount.text} now`;
  if (amount && money === 'charge_later')
    return `schedule ${count === undefined ? '' : `${count} charges, in all `}${amount.text}`;
  return `go ahead: ${title.en}${count === undefined ? '' : `, ${count} in all`}`;
}
