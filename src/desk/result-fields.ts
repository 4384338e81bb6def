import { flag, handle, handleList, list, machineText, model, number, text, time } from '../endpoints/models/field.ts';

// Fields shared by the results of the desk tools. Sentences are written by this server and contain no personal data;
// personal data is in separate fields.

export const FindingField = model({ code: text(), severity: text(), text: text() });

/** Arguments that a next step may have. None is personal data. */
const StepArguments = model({
  imp_uid: handle(),
  merchant_uid: handle(),
  customer_uid: handle(),
  product_order_id: handleList(),
  full_refund: flag(),
  extension: flag(),
  include_sandbox: flag(),
  all: flag(),
  amount: number(),
  reason: text(),
  // Must stay unchanged, so it is not formatted as a time.
  schedule_at: machineText(),
});

export const StepField = model({ tool: text(), arguments: StepArguments, why: text() });

export const SearchedField = model({
  from: time(),
  to: time(),
  text: text(),
  complete: flag(),
  failed_windows: list(model({ status: text(), from: time(), to: time(), why: text() })),
});
