import { flag, list, model, number, text, textList, time } from '../endpoints/models/field.ts';

// What the answers of the desk are made of. Sentences are ours and hold no person; people stand in fields of their own.

export const FindingField = model({ code: text(), severity: text(), text: text() });

/** Arguments that a next step may carry; none of them is about a person. */
const StepArguments = model({
  imp_uid: text(),
  merchant_uid: text(),
  customer_uid: text(),
  product_order_id: textList(),
  full_refund: flag(),
  amount: number(),
  reason: text(),
  // As it is to be passed on, so no time that would be shown in another form.
  schedule_at: text(),
});

export const StepField = model({ tool: text(), arguments: StepArguments, why: text() });

export const SearchedField = model({
  from: time(),
  to: time(),
  text: text(),
  complete: flag(),
  failed_windows: list(model({ status: text(), from: time(), to: time(), why: text() })),
});
