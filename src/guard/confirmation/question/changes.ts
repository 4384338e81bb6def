import type { Localized } from '../../../base/bilingual.ts';
import { isRecord } from '../../../base/json.ts';
import { formatMoney } from '../../../base/money.ts';
import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import { getCourierName } from '../../../endpoints/naver-code-names.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { quoteForPerson } from './quotation.ts';
import { describeCode, formatTime, localize, toBothLanguages } from './wording.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** A value that the operation replaces. */
export interface Change {
  /** The argument with the new value. */
  argument: string;
  label: Localized;
  before: Localized;
  after: Localized;
}

const UNKNOWN = localize('unknown', '알 수 없음');

const createChange = (argument: string, before: Localized, after: Localized): Change => ({
  argument,
  label: getArgumentLabel(argument),
  before,
  after,
});

const describeTime = (seconds: unknown): Localized =>
  typeof seconds === 'number' && seconds > 0 ? toBothLanguages(formatTime(seconds)) : UNKNOWN;
const describeAmount = (amount: unknown, currency: unknown): Localized =>
  typeof amount === 'number' ? toBothLanguages(formatMoney(amount, String(currency ?? 'KRW'))) : UNKNOWN;
const describeText = (text: unknown): Localized =>
  typeof text === 'string' && text !== '' ? toBothLanguages(quoteForPerson(text)) : localize('none', '없음');
const describeCourier = (code: unknown): Localized =>
  typeof code === 'string' && code !== '' ? describeCode(code, getCourierName) : localize('none', '없음');

const changeTime = ({ schedule_at }: ToolArguments, { schedule }: Snapshot): Change[] => [
  createChange('schedule_at', describeTime(schedule?.schedule_at), describeTime(schedule_at)),
];

const changesByTool: Readonly<Record<string, (args: ToolArguments, snapshot: Snapshot) => Change[]>> = {
  update_schedule_time: changeTime,
  reschedule_payment: changeTime,
  update_payment_prepare: ({ amount, currency }, { prepare }) => [
    createChange(
      'amount',
      prepare ? describeAmount(prepare.amount, prepare.currency) : localize('none', '없음'),
      describeAmount(amount, currency ?? prepare?.currency),
    ),
  ],
  update_vbank: ({ amount, vbank_due }, { payment }) => [
    ...(amount === undefined
      ? []
      : [
          createChange(
            'amount',
            describeAmount(payment?.amount, payment?.currency),
            describeAmount(amount, payment?.currency),
          ),
        ]),
    ...(vbank_due === undefined
      ? []
      : [createChange('vbank_due', describeTime(payment?.vbank_date), describeTime(vbank_due))]),
  ],
  update_escrow_logistics: ({ logis }, { escrow }) => {
    const { company, invoice } = isRecord(logis) ? logis : {};
    return [
      createChange('company', describeCourier(escrow?.company), describeCourier(company)),
      createChange('invoice', describeText(escrow?.invoice), describeText(invoice)),
    ];
  },
};

/** What the operation replaces, and by what. */
export const listChanges = (tool: string, args: ToolArguments, snapshot: Snapshot): Change[] =>
  Object.hasOwn(changesByTool, tool) ? (changesByTool[tool]?.(args, snapshot) ?? []) : [];
