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
 * Selects the tools to offer, once at startup. `tools` adds to the toolsets, or replaces them if none are named;
 * `excludeTools` and `readOnly` always remove; excluding an endpoint's tool removes the tools that work through it. With `discover` every other allowed tool is offered as well, but hidden:
 * not listed, and called through `call_tool`. Throws ConfigError for an unknown name.
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
  const isAllowed = ({ effect, definition, through = [] }: ToolListing): boolean =>
    ![definition.name, ...through].some((name) => excludeTools.includes(name)) && !(readOnly && effect !== 'read');
  const allowed = definitions.filter(isAllowed);
  const listed = allowed.filter(isListed);
  if (!listed.some(({ definition }) => definition.name === 'call_tool')) return listed;
  return allowed.flatMap((tool): ToolListing[] => {
    if (tool.toolset === 'discover') return isListed(tool) ? [readOnly ? markReadOnly(tool) : tool] : [];
    return [isListed(tool) ? tool : { ...tool, hidden: true }];
  });
}

/** In a read-only server `call_tool` is read-only too. */
const markReadOnly = ({ definition, ...tool }: ToolListing): ToolListing => ({
  ...tool,
  definition: { ...definition, annotations: readOnlyAnnotations },
});

function assertKnown(kind: string, given: readonly string[], known: ReadonlySet<string>): void {
  const unknownName = given.find((name) => !known.has(name));
  if (unknownName === undefined) return;
  const hint = kind === 'toolset' ? `; there are ${[...known].join(', ')}` : '; docs/tools.md lists them';
  throw new ConfigError(`unknown ${kind} "${unknownName}"${hint}`);
}
