import { SortedRows } from './sorted-rows.ts';
import type { StoredSchedule } from './world.ts';

type Shown = StoredSchedule['shown'];

const dueAt = ({ shown }: StoredSchedule): number => shown.schedule_at;
const idOf = ({ shown }: StoredSchedule): string => shown.merchant_uid;
const sorted = () => new SortedRows(dueAt, idOf);

/** Schedules by order, and by time without looking at all of them: all, each customer's, and those that are still to run. */
export class ScheduleBook extends Map<string, StoredSchedule> {
  readonly #all = sorted();
  readonly #waiting = sorted();
  readonly #byCustomer = new Map<string, SortedRows<StoredSchedule>>();

  override set(merchantUid: string, schedule: StoredSchedule): this {
    const before = this.get(merchantUid);
    if (before) this.#remove(before);
    super.set(merchantUid, schedule);
    this.#add(schedule);
    return this;
  }

  /** What PortOne shows of a schedule from now on. */
  update(
    schedule: StoredSchedule,
    change: { [K in Exclude<keyof Shown, 'merchant_uid' | 'customer_uid'>]?: Shown[K] },
  ): void {
    this.#remove(schedule);
    // Answers given before keep what they said.
    Object.assign(schedule, { shown: { ...schedule.shown, ...change } });
    this.#add(schedule);
  }

  /** What has to run by now, oldest first. */
  due(now: number): StoredSchedule[] {
    return this.#waiting.rows.slice(0, this.#waiting.upTo(now));
  }

  /** `from <= schedule_at < to`, oldest first. */
  between(from: number, to: number, customerUid?: string): StoredSchedule[] {
    const rows = customerUid === undefined ? this.#all : this.#byCustomer.get(customerUid);
    return rows?.rows.slice(rows.below(from), rows.below(to)) ?? [];
  }

  /** What is still to run, of one customer or of all, oldest first. */
  waiting(customerUid?: string): StoredSchedule[] {
    const rows = customerUid === undefined ? this.#waiting : this.#byCustomer.get(customerUid);
    return rows?.rows.filter(({ shown }) => shown.schedule_status === 'scheduled') ?? [];
  }

  #add(schedule: StoredSchedule): void {
    for (const rows of this.#listsOf(schedule)) rows.add(schedule);
  }

  #remove(schedule: StoredSchedule): void {
    for (const rows of this.#listsOf(schedule)) rows.remove(schedule);
  }

  #listsOf({ shown }: StoredSchedule): SortedRows<StoredSchedule>[] {
    let ofCustomer = this.#byCustomer.get(shown.customer_uid);
    if (!ofCustomer) {
      ofCustomer = sorted();
      this.#byCustomer.set(shown.customer_uid, ofCustomer);
    }
    return [this.#all, ofCustomer, ...(shown.schedule_status === 'scheduled' ? [this.#waiting] : [])];
  }
}
