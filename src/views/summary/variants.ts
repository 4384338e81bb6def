import { type Fields, getText } from '../page/fields.ts';
import { readThroughHost } from '../page/read-through-host.ts';
import type { ViewScope } from '../page/start-view.ts';

/** How a summary is read: its breakdown, empty for that by day or month, and whether it is compared. */
interface Form {
  grouping: string;
  isCompared: boolean;
}

/** One summary in several forms, of which the host reads those that it did not send. */
export interface Variants {
  getCurrent(result: Fields): Fields;
  /** The breakdown that is shown. */
  getGrouping(): string;
  /** Everything that was read so far. */
  getAll(result: Fields): readonly Fields[];
  change(result: Fields, changes: Partial<Form>): void;
}

const toKey = ({ grouping, isCompared }: Form): string => `${grouping} ${isCompared}`;

export function createVariants(scope: ViewScope): Variants {
  const { getArguments, refresh } = scope;
  let base: Fields | undefined;
  let form: Form = { grouping: '', isCompared: false };
  const read = new Map<string, Fields>();

  /** A new result of the host begins anew. */
  const follow = (result: Fields): void => {
    if (base === result) return;
    base = result;
    form = { grouping: getText(getArguments(), 'group_by') ?? '', isCompared: result.before !== undefined };
    read.clear();
    read.set(toKey(form), result);
  };
  const load = async (result: Fields, next: Form) => {
    const { group_by: _, ...args } = getArguments();
    const content = await readThroughHost(scope, 'summarize_payments', {
      ...args,
      ...(next.grouping === '' ? {} : { group_by: next.grouping }),
      ...(next.isCompared ? { compare: true } : {}),
    });
    if (content && base === result) {
      read.set(toKey(next), content);
      form = next;
    }
    refresh();
  };

  return {
    getCurrent(result) {
      follow(result);
      return read.get(toKey(form)) ?? result;
    },
    getGrouping: () => form.grouping,
    getAll(result) {
      follow(result);
      return [...read.values()];
    },
    change(result, changes) {
      follow(result);
      const next = { ...form, ...changes };
      if (!read.has(toKey(next))) {
        void load(result, next);
        return;
      }
      form = next;
      refresh();
    },
  };
}
