import type { StoredSchedule } from './rows.ts';
import { SortedRows } from './sorted-rows.ts';

type ScheduleRecord = StoredSchedule['record'];

const getDueTime = ({ record }: StoredSchedule): number => record.schedule_at;
const getMerchantUid = ({ record }: StoredSchedule): string => record.merchant_uid;
const createScheduleRows = () => new SortedRows(getDueTime, getMerchantUid);

/** Schedules by order, and by time without looking at all of them: all, each customer's, and those that are still to run. */
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

  /** What PortOne shows of a schedule from now on. */
  update(
    schedule: StoredSchedule,
    change: { [K in Exclude<keyof ScheduleRecord, 'merchant_uid' | 'customer_uid'>]?: ScheduleRecord[K] },
  ): void {
    this.#remove(schedule);
    // Answers given before keep what they said.
    Object.assign(schedule, { record: { ...schedule.record, ...change } });
    this.#add(schedule);
  }

  /** What has to run by now, oldest first. */
  listDue(now: number): StoredSchedule[] {
    return this.#pending.rows.slice(0, this.#pending.countUpTo(now));
  }

  /** `from <= schedule_at < to`, oldest first. */
  listBetween(from: number, to: number, customerUid?: string): StoredSchedule[] {
    const rows = customerUid === undefined ? this.#all : this.#byCustomer.get(customerUid);
    return rows?.rows.slice(rows.countBelow(from), rows.countBelow(to)) ?? [];
  }

  /** What is still to run, of one customer or of all, oldest first. */
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
