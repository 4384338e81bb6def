import { ConfigError } from '../../config/index.ts';
import { findNearName, suggest } from '../../config/suggest-name.ts';
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

function assertKnown(kind: 'toolset' | 'tool', given: readonly string[], known: ReadonlySet<string>): void {
  const unknownName = given.find((name) => !known.has(name));
  if (unknownName === undefined) return;
  const near = suggest(findNearName(unknownName, [...known]));
  const all = [...known].join(', ');
  throw new ConfigError(
    kind === 'toolset'
      ? {
          en: `unknown toolset "${unknownName}"${near.en}; there are ${all}`,
          ko: `알 수 없는 도구 묶음: "${unknownName}"${near.ko} (가능한 값: ${all})`,
        }
      : {
          en: `unknown tool "${unknownName}"${near.en}; docs/tools.md lists them`,
          ko: `알 수 없는 도구: "${unknownName}"${near.ko} (목록: docs/tools.ko.md)`,
        },
  );
}
