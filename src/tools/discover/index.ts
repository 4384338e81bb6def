import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { Refused } from '../../base/refusal.ts';
import { quote } from '../../base/text.ts';
import type { OfferedTool } from '../../context.ts';
import { Text } from '../../endpoints/fields.ts';
import { flag, list, model, ownData, text } from '../../endpoints/models/field.ts';
import { personal } from '../../endpoints/sensitivity.ts';
import { defineReadTool, type ReadTool } from '../tool.ts';
import { rankTools } from './rank-tools.ts';
import { readJsonObject } from './unwrap-call.ts';

/** What a tool does to the merchant's data, worded as in the documentation. */
const effectLabels = { read: 'reads', write: 'changes', destructive: 'cannot be undone' };

const summarizeTool = ({ definition: { name, title, description }, effect, confirm }: OfferedTool) => ({
  name,
  title,
  description,
  effect: effectLabels[effect],
  ...(confirm ? { asks_a_person: true } : {}),
});

const ToolSummary = { name: text(), title: text(), description: text(), effect: text(), asks_a_person: flag() };

/** The three discover tools cannot find themselves. */
const isSearchable = ({ toolset }: OfferedTool) => toolset !== 'discover';

const findTools = defineReadTool({
  name: 'find_tools',
  title: { en: 'Find tools', ko: '도구 찾기' },
  description: 'Find the tools for a task, by Korean or English words.',
  toolset: 'discover',
  effect: 'read',
  fields: { query: Text() },
  rules: {},
  previews: [],
  async run({ query }, { catalog }) {
    const tools = catalog.tools.filter(isSearchable);
    const found = rankTools(query, tools).map(summarizeTool);
    const next =
      found.length > 0
        ? 'Call describe_tool with the name of one, then call_tool.'
        : `No tool matches this query. There are tools for ${[...new Set(tools.map((tool) => tool.toolset))].join(', ')}.`;
    return {
      value: { tools: found, next },
      model: model({ tools: list(model(ToolSummary)), next: text() }),
      isCompleteAnswer: true,
    };
  },
});

const describeTool = defineReadTool({
  name: 'describe_tool',
  title: { en: 'Describe a tool', ko: '도구 설명' },
  description: 'What a tool does, and its arguments as JSON schema.',
  toolset: 'discover',
  effect: 'read',
  fields: { name: Text() },
  rules: {},
  previews: [],
  async run({ name }, { catalog }) {
    const tool = catalog.tools.filter(isSearchable).find(({ definition }) => definition.name === name);
    if (!tool) throw toUnknownToolError(name, catalog.tools);
    const Described = model({ ...ToolSummary, input_schema: ownData() });
    return {
      value: { ...summarizeTool(tool), input_schema: tool.definition.inputSchema },
      model: Described,
      isCompleteAnswer: true,
    };
  },
});

const callTool = defineReadTool({
  name: 'call_tool',
  title: { en: 'Call a tool', ko: '도구 실행' },
  description: 'Call a tool with the arguments that describe_tool tells. A person is asked where it moves money.',
  toolset: 'discover',
  // It does nothing by itself: the called tool's own effect applies.
  effect: 'read',
  irreversible: true,
  confirm: true,
  // An object without properties would make some models' APIs refuse the whole list of tools.
  fields: { name: Text(), arguments: personal('custom', z.string()).optional().describe('JSON object, as text') },
  rules: {},
  previews: [],
  async run({ name, arguments: given }, { catalog }) {
    // A call that names an offered tool and holds readable arguments was replaced by a call of that tool.
    if (readJsonObject(given) === undefined)
      throw new Refused(
        'invalid_input',
        '"arguments" must be an object, or its JSON text such as {"imp_uid":"imp_1"}. Nothing was sent.',
      );
    throw toUnknownToolError(name, catalog.tools);
  },
});

/** Tools that find, describe and call any other tool, for models that cannot afford the whole list. */
export const discoverTools: readonly ReadTool[] = [callTool, describeTool, findTools];

/** Creates the error for a tool that does not exist or is switched off, with a suggestion. */
export function toUnknownToolError(name: string, offered: readonly OfferedTool[]): Refused {
  const names = offered.map(({ definition }) => definition.name);
  if (names.includes(name))
    return new Refused('invalid_input', `${name} must be called directly, not through another tool.`);
  const requestedName = name.slice(0, 60);
  const nearest = names.length > 0 ? closest(requestedName, names) : '';
  const suggestion =
    nearest && distance(requestedName, nearest) <= Math.max(3, requestedName.length / 3)
      ? `; did you mean ${nearest}?`
      : '.';
  return new Refused(
    'invalid_input',
    `Unknown tool: ${quote(requestedName)}. It does not exist, or the operator has switched it off${suggestion}`,
    names.includes('find_tools') ? 'Call find_tools with a description of the task.' : undefined,
  );
}
