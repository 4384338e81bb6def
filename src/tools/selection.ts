import { ConfigError } from '../config.ts';
import type { ToolListing } from './listing.ts';

export interface Selection {
  toolsets?: readonly string[];
  tools: readonly string[];
  excludeTools: readonly string[];
  readOnly: boolean;
}

/**
 * The tools that are offered, fixed at start. `tools` adds to the toolsets, and stands alone when none are named;
 * `excludeTools` and `readOnly` take away, whatever was added. Throws ConfigError for an unknown name.
 */
export function selected(listing: readonly ToolListing[], selection: Selection): ToolListing[] {
  const { tools, excludeTools, readOnly } = selection;
  const toolsets = selection.toolsets ?? (tools.length > 0 ? [] : ['all']);
  const names = new Set(listing.map((tool) => tool.definition.name));
  const toolsetNames = new Set(['all', ...listing.map((tool) => tool.toolset)]);
  mustBeKnown('toolset', toolsets, toolsetNames);
  mustBeKnown('tool', [...tools, ...excludeTools], names);
  const chosen = listing.filter(
    ({ toolset, definition }) =>
      toolsets.includes('all') || toolsets.includes(toolset) || tools.includes(definition.name),
  );
  return chosen.filter(
    ({ effect, definition }) => !excludeTools.includes(definition.name) && !(readOnly && effect !== 'read'),
  );
}

function mustBeKnown(what: string, given: readonly string[], known: ReadonlySet<string>): void {
  const stranger = given.find((name) => !known.has(name));
  if (stranger === undefined) return;
  const hint = what === 'toolset' ? `; there are ${[...known].join(', ')}` : '; see the tool table in the README';
  throw new ConfigError(`unknown ${what} "${stranger}"${hint}`);
}
