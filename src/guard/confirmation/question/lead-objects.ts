import type { Language } from '../../../base/bilingual.ts';
import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import { mask } from '../../../output/mask.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { flexible, type LeadPart, labelId, quoted } from './lead-line.ts';
import type { RecordList } from './record-list.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

export interface ObjectInput {
  /** What the caller typed, without secrets. */
  args: ToolArguments;
  snapshot: Snapshot;
  list: RecordList | undefined;
}

const words = {
  en: { order: 'order', key: 'billing key', others: (count: number) => (count > 0 ? ` + ${count} more` : '') },
  ko: { order: '주문', key: '빌링키', others: (count: number) => (count > 0 ? ` 외 ${count}건` : '') },
};

const toText = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Ids of what no record in the snapshot describes, in the order of their importance. */
const OTHER_IDS = ['benepia_user', 'member_id', 'btid', 'imp_uid'] as const;

/** What the operation acts on, and of whom. */
export function describeObjects(input: ObjectInput, lang: Language): LeadPart[] {
  const { args, snapshot, list } = input;
  const { payment, schedule, certification } = snapshot;
  const t = words[lang];
  const order = toText(payment?.merchant_uid) ?? toText(schedule?.merchant_uid) ?? toText(args.merchant_uid);
  const customer =
    toText(snapshot.billing_key?.customer_uid) ?? toText(args.customer_uid) ?? toText(schedule?.customer_uid);
  const [firstRow] = list?.isTarget ? list.rows : [];
  const rows = firstRow ? [labelId('', firstRow.id, t.others((list?.rows.length ?? 1) - 1))] : [];
  const hasOtherObject =
    payment !== undefined || order !== undefined || customer !== undefined || firstRow !== undefined;
  const otherIds = OTHER_IDS.filter((name) => name !== 'imp_uid' || (!hasOtherObject && !certification));
  return [
    ...(order === undefined ? [] : [labelId(t.order, order)]),
    ...rows,
    ...(customer === undefined ? [] : [labelId(t.key, customer)]),
    ...otherIds.flatMap((name) => {
      const id = toText(args[name]);
      return id === undefined ? [] : [labelId(getArgumentLabel(name)[lang], id)];
    }),
    ...(certification?.imp_uid ? [labelId('', certification.imp_uid)] : []),
    ...describeNames(input),
  ];
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
  const person = known ? flexible(mask('name', known)) : typed && quoted(typed);
  return [...(product ? [quoted(product)] : []), ...(person ? [person] : []), ...(phone ? [quoted(phone)] : [])];
}
