import type { StoredSchedule } from './rows.ts';
import { SortedRows } from './sorted-rows.ts';

type ScheduleRecord = StoredSchedule['record'];

const getDueTime = ({ record }: StoredSchedule): number => record.schedule_at;
const getMerchantUid = ({ record }: StoredSchedule): string => record.merchant_uid;
const createScheduleRows = () => new SortedRows(getDueTime, getMerchantUid);

/** Schedules by order number, with time indexes of all schedules, of each customer's and of the pending ones. */
export class ScheduleStore extends Map<string, StoredSchedule> {
  readonly #all = createScheduleRows();
  readonly #pending = createScheduleRows();
  readonly #byCustomer = new Map<string, SortedRows<StoredSchedule>>();

  override set(merchantUid: string, schedule: StoredSchedule): this {
    const previous = this.get(merchantUid);
    if (previous) this.#remove(previous);
    super.set(merchantUid, schedule);
    this.#add(schedule);
    return this;
  }

  /** Changes the fields that PortOne shows. */
  update(
    schedule: StoredSchedule,
    change: { [K in Exclude<keyof ScheduleRecord, 'merchant_uid' | 'customer_uid'>]?: ScheduleRecord[K] },
  ): void {
    this.#remove(schedule);
    // Replace the record, so that earlier responses do not change.
    Object.assign(schedule, { record: { ...schedule.record, ...change } });
    this.#add(schedule);
  }

  /** Returns the schedules that are due, oldest first. */
  listDue(now: number): StoredSchedule[] {
    return this.#pending.rows.slice(0, this.#pending.countUpTo(now));
  }

  /** Returns schedules with `from <= schedule_at < to`, oldest first. */
  listBetween(from: number, to: number, customerUid?: string): StoredSchedule[] {
    const rows = customerUid === undefined ? this.#all : this.#byCustomer.get(customerUid);
    return rows?.rows.slice(rows.countBelow(from), rows.countBelow(to)) ?? [];
  }

  /** Returns the pending schedules of one customer or of all, oldest first. */
  listPending(customerUid?: string): StoredSchedule[] {
    const rows = customerUid === undefined ? this.#pending : this.#byCustomer.get(customerUid);
    return rows?.rows.filter(({ record }) => record.schedule_status === 'scheduled') ?? [];
  }

  #add(schedule: StoredSchedule): void {
    for (const rows of this.#getRowLists(schedule)) rows.add(schedule);
  }

  #remove(schedule: StoredSchedule): void {
    for (const rows of this.#getRowLists(schedule)) rows.remove(schedule);
  }

  #getRowLists({ record }: StoredSchedule): SortedRows<StoredSchedule>[] {
    let customerRows = this.#byCustomer.get(record.customer_uid);
    if (!customerRows) {
      customerRows = createScheduleRows();
      this.#byCustomer.set(record.customer_uid, customerRows);
    }
    return [this.#all, customerRows, ...(record.schedule_status === 'scheduled' ? [this.#pending] : [])];
  }
}
