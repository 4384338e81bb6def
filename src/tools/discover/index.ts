import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { Refused } from '../../base/refusal.ts';
import { quoted } from '../../base/text.ts';
import type { Offered } from '../../context.ts';
import { Text } from '../../endpoints/fields.ts';
import { flag, list, model, text } from '../../endpoints/models/field.ts';
import { harmless } from '../../endpoints/sensitivity.ts';
import type { Tool } from '../tool.ts';
import { toolsAbout } from './rank-tools.ts';

/** What a tool does to the merchant's data, in the words of the documents. */
const effects = { read: 'reads', write: 'changes', destructive: 'cannot be undone' };

const brief = ({ definition: { name, title, description }, effect, confirm }: Offered) => ({
  name,
  title,
  description,
  effect: effects[effect],
  ...(confirm ? { asks_a_person: true } : {}),
});

const Brief = { name: text(), title: text(), description: text(), effect: text(), asks_a_person: flag() };

/** These three find and call tools; they are none of those that are found. */
const isFound = ({ toolset }: Offered) => toolset !== 'discover';

const findTools: Tool = {
  name: 'find_tools',
  title: 'Find tools',
  description: 'Find the tools for a task, by Korean or English words.',
  toolset: 'discover',
  effect: 'read',
  fields: { query: Text() },
  rules: {},
  previews: [],
  async run({ query }, { offered }) {
    const tools = offered.filter(isFound);
    const found = toolsAbout(String(query), tools).map(brief);
    const next =
      found.length > 0
        ? 'Call describe_tool with the name of one, then call_tool.'
        : `Nothing fits these words. There are tools for ${[...new Set(tools.map((tool) => tool.toolset))].join(', ')}.`;
    return { value: { tools: found, next }, model: model({ tools: list(model(Brief)), next: text() }), whole: true };
  },
};

const describeTool: Tool = {
  name: 'describe_tool',
  title: 'Describe a tool',
  description: 'What a tool does, and its arguments as JSON schema.',
  toolset: 'discover',
  effect: 'read',
  fields: { name: Text() },
  rules: {},
  previews: [],
  async run({ name }, { offered }) {
    const tool = offered.filter(isFound).find(({ definition }) => definition.name === name);
    if (!tool) throw noSuchTool(String(name), offered);
    const Described = model({ ...Brief, input_schema: harmless(z.unknown()) });
    return { value: { ...brief(tool), input_schema: tool.definition.inputSchema }, model: Described, whole: true };
  },
};

const callTool: Tool = {
  name: 'call_tool',
  title: 'Call a tool',
  description: 'Call a tool with the arguments that describe_tool tells. A person is asked where it moves money.',
  toolset: 'discover',
  // Of itself it does nothing: what it may do is said of the tool that it names.
  effect: 'read',
  irreversible: true,
  confirm: true,
  fields: { name: Text(), arguments: harmless(z.record(z.string(), z.unknown())).optional() },
  rules: {},
  previews: [],
  async run({ name }, { offered }) {
    // Whatever can be called was called in its place.
    throw noSuchTool(String(name), offered);
  },
};

/** Tools through which any other is found, described and called, for models that cannot afford the list of all. */
export const discover: readonly Tool[] = [callTool, describeTool, findTools];

/** A tool that is not there, or was switched off, and the one that was perhaps meant. */
export function noSuchTool(name: string, offered: readonly Offered[]): Refused {
  const names = offered.map(({ definition }) => definition.name);
  if (names.includes(name))
    return new Refused('invalid_input', `${name} is called by itself, not through another tool.`);
  const asked = name.slice(0, 60);
  const near = names.length > 0 ? closest(asked, names) : '';
  const meant = near && distance(asked, near) <= Math.max(3, asked.length / 3) ? `; did you mean ${near}?` : '.';
  return new Refused(
    'invalid_input',
    `Unknown tool: ${quoted(asked)}. It does not exist, or the operator has switched it off${meant}`,
    names.includes('find_tools') ? 'Call find_tools with words of what is to be done.' : undefined,
  );
}
