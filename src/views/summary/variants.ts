import { type Fields, getList } from '../page/fields.ts';
import { readThroughHost } from '../page/read-through-host.ts';
import type { ViewScope } from '../page/start-view.ts';

const GROUPINGS = ['card_name', 'name', 'weekday', 'hour'];

/** The same summary with another breakdown, or compared with the period before. */
export interface Variants {
  getCurrent(result: Fields): Fields;
  /** The further breakdown that is shown; empty if there is none. */
  getGrouping(content: Fields): string;
  /** Reads the summary again through the host with other arguments. */
  change(result: Fields, changes: Fields): void;
}

export function createVariants(scope: ViewScope): Variants {
  let base: Fields | undefined;
  let variant: Fields | undefined;
  let changed: Fields = {};

  const load = async (result: Fields, changes: Fields) => {
    changed = { ...changed, ...changes };
    const args = Object.fromEntries(
      Object.entries({ ...scope.getArguments(), ...changed }).filter(([, value]) => value !== undefined),
    );
    const content = await readThroughHost(scope, 'summarize_payments', args);
    if (content && base === result) variant = content;
    scope.refresh();
  };

  return {
    getCurrent(result) {
      // A new result of the host begins anew.
      if (base !== result) {
        base = result;
        variant = undefined;
        changed = {};
      }
      return variant ?? result;
    },
    getGrouping: (content) =>
      GROUPINGS.find((name) => getList({ ...Object(content.live) }, `by_${name}`).length > 0) ?? '',
    change: (result, changes) => void load(result, changes),
  };
}
