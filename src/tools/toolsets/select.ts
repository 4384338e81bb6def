import { ConfigError } from '../../config/index.ts';
import { readOnlyAnnotations } from '../annotations.ts';
import type { ToolListing } from '../definitions.ts';
import { supportTools } from './support.ts';

export interface Selection {
  toolsets?: readonly string[];
  tools: readonly string[];
  excludeTools: readonly string[];
  readOnly: boolean;
}

/**
 * The tools that are offered, fixed at start. `tools` adds to the toolsets, and stands alone when none are named;
 * `excludeTools` and `readOnly` take away, whatever was added. With `discover` every other tool is offered too, but hidden:
 * not in the list, and called through one that is. Throws ConfigError for an unknown name.
 */
export function selectTools(definitions: readonly ToolListing[], selection: Selection): ToolListing[] {
  const { tools, excludeTools, readOnly } = selection;
  const toolsets = selection.toolsets ?? (tools.length > 0 ? [] : ['all']);
  const names = new Set(definitions.map((tool) => tool.definition.name));
  const toolsetNames = new Set(['all', 'support', ...definitions.map((tool) => tool.toolset)]);
  assertKnown('toolset', toolsets, toolsetNames);
  assertKnown('tool', [...tools, ...excludeTools], names);
  const isListed = ({ toolset, definition: { name } }: ToolListing): boolean =>
    toolsets.includes(toolset) ||
    tools.includes(name) ||
    (toolsets.includes('all') && toolset !== 'discover') ||
    (toolsets.includes('support') && (toolset === 'desk' || supportTools.includes(name)));
  const isAllowed = ({ effect, definition }: ToolListing): boolean =>
    !excludeTools.includes(definition.name) && !(readOnly && effect !== 'read');
  const allowed = definitions.filter(isAllowed);
  const listed = allowed.filter(isListed);
  if (!listed.some(({ definition }) => definition.name === 'call_tool')) return listed;
  return allowed.flatMap((tool): ToolListing[] => {
    if (tool.toolset === 'discover') return isListed(tool) ? [readOnly ? markReadOnly(tool) : tool] : [];
    return [isListed(tool) ? tool : { ...tool, hidden: true }];
  });
}

/** Where nothing can be changed, what calls any tool changes nothing either. */
const markReadOnly = ({ definition, ...tool }: ToolListing): ToolListing => ({
  ...tool,
  definition: { ...definition, annotations: readOnlyAnnotations },
});

function assertKnown(kind: string, given: readonly string[], known: ReadonlySet<string>): void {
  const unknownName = given.find((name) => !known.has(name));
  if (unknownName === undefined) return;
  const hint = kind === 'toolset' ? `; there are ${[...known].join(', ')}` : '; see the tool table in the README';
  throw new ConfigError(`unknown ${kind} "${unknownName}"${hint}`);
}
