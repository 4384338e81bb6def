import { type Fields, getText } from '../page/fields.ts';
import { readThroughHost } from '../page/read-through-host.ts';
import type { ViewScope } from '../page/start-view.ts';

/** The pages of a search that were read so far. */
export interface Pages {
  /** The page that is shown; the first is the result itself. */
  getCurrent(first: Fields): { content: Fields; number: number };
  hasNext(first: Fields): boolean;
  hasPrevious(): boolean;
  isLoading(): boolean;
  showNext(first: Fields): void;
  showPrevious(): void;
}

/** Reads further pages through the host: the same search, with the cursor of the page before. */
export function createPages(scope: ViewScope): Pages {
  const { host, getArguments, refresh } = scope;
  let result: Fields | undefined;
  let later: Fields[] = [];
  let index = 0;
  let isLoading = false;

  /** A new result of the host begins anew. */
  const follow = (first: Fields): readonly Fields[] => {
    if (result !== first) {
      result = first;
      later = [];
      index = 0;
    }
    return [first, ...later];
  };
  const getCursor = (first: Fields): string | undefined => getText(follow(first)[index] ?? {}, 'cursor');
  const load = async (first: Fields, cursor: string) => {
    isLoading = true;
    refresh();
    const content = await readThroughHost(scope, 'search_payments', { ...getArguments(), cursor });
    isLoading = false;
    if (content && result === first) {
      later.push(content);
      index = later.length;
    }
    refresh();
  };

  return {
    getCurrent: (first) => ({ content: follow(first)[index] ?? first, number: index + 1 }),
    hasNext: (first) => index < follow(first).length - 1 || (getCursor(first) !== undefined && host.canCallTools()),
    hasPrevious: () => index > 0,
    isLoading: () => isLoading,
    showNext(first) {
      if (isLoading) return;
      const cursor = getCursor(first);
      if (index < follow(first).length - 1) {
        index += 1;
        refresh();
      } else if (cursor !== undefined) void load(first, cursor);
    },
    showPrevious() {
      index = Math.max(0, index - 1);
      refresh();
    },
  };
}
