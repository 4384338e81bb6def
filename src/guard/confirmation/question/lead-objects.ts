import type { Language } from '../../../base/bilingual.ts';
import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { flexible, type LeadPart, labelId, quoted, toPerson } from './lead-line.ts';
import { maskName } from './quotation.ts';
import type { RecordList } from './record-list.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

export interface ObjectInput {
  /** What the caller typed, without secrets. */
  args: ToolArguments;
  snapshot: Snapshot;
  list: RecordList | undefined;
}

const words = {
  en: { order: 'order', key: 'key', others: (count: number) => (count > 0 ? ` + ${count} more` : '') },
  ko: { order: '주문', key: '빌링키', others: (count: number) => (count > 0 ? ` 외 ${count}건` : '') },
};

const toText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Ids of what no record in the snapshot describes, in the order of their importance. */
const OTHER_IDS = ['benepia_user', 'member_id', 'btid', 'imp_uid'] as const;

/** The ids of the records that the operation is about, and of whom they are. */
export function describeObjects(input: ObjectInput, lang: Language): LeadPart[] {
  const { args, snapshot, list } = input;
  const { certification } = snapshot;
  const t = words[lang];
  const order = getOrder(input);
  const customer =
    toText(snapshot.billing_key?.customer_uid) ?? toText(args.customer_uid) ?? toText(snapshot.schedule?.customer_uid);
  const hasOtherId = order !== undefined || customer !== undefined || list?.isTarget || certification !== undefined;
  const otherIds = OTHER_IDS.filter((name) => name !== 'imp_uid' || (!hasOtherId && snapshot.payment === undefined));
  return [
    ...(order === undefined ? describeFirstRow(list, lang) : [labelId(t.order, order)]),
    ...(customer === undefined ? [] : [labelId(t.key, customer)]),
    ...otherIds.flatMap((name) => {
      const id = toText(args[name]);
      return id === undefined ? [] : [labelId(getArgumentLabel(name)[lang], id)];
    }),
    ...(certification?.imp_uid ? [labelId('', certification.imp_uid)] : []),
    ...describeNames(input),
  ];
}

/** The first of the records that belong to an order. Without an order, it is the object of the operation itself. */
export const describeListedObject = (input: ObjectInput, lang: Language): LeadPart[] =>
  getOrder(input) === undefined ? [] : describeFirstRow(input.list, lang);

const getOrder = ({ args, snapshot }: ObjectInput): string | undefined =>
  toText(snapshot.payment?.merchant_uid) ?? toText(snapshot.schedule?.merchant_uid) ?? toText(args.merchant_uid);

function describeFirstRow(list: RecordList | undefined, lang: Language): LeadPart[] {
  const [firstRow] = list?.isTarget ? list.rows : [];
  return firstRow && list ? [labelId('', firstRow.id, words[lang].others(list.rows.length - 1))] : [];
}

/** The product and the person. PortOne's names of people are masked; what the caller typed is not. */
function describeNames({ args, snapshot }: ObjectInput): LeadPart[] {
  const { payment, schedule, billing_key, certification } = snapshot;
  const phone = toText(args.phone);
  const product = toText(payment?.name) ?? toText(schedule?.name) ?? toText(args.name);
  const known = [payment?.buyer_name, schedule?.buyer_name, certification?.name, billing_key?.customer_name].find(
    toText,
  );
  const typed = toText(args.buyer_name);
  const person = known ? flexible(maskName(known)) : typed && quoted(typed);
  return [
    ...(product ? [quoted(product)] : []),
    ...(person ? [toPerson(person)] : []),
    ...(phone ? [quoted(phone)] : []),
  ];
}
