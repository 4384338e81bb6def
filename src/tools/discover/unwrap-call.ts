import { isRecord, parseJson } from '../../base/json.ts';
import type { OfferedTool } from '../../context.ts';
import type { ToolArguments } from '../tool.ts';

export interface ToolInvocation {
  name: string;
  args: ToolArguments;
}

/** Arguments in addition to the tool's own, with which a model repeats the code after the user has agreed. */
const PASSTHROUGH_ARGUMENTS = ['confirm_token', 'confirm_amount'];

/** The arguments, which the list of tools declares as JSON text; most models pass an object all the same. */
export function readJsonObject(given: unknown): ToolArguments | undefined {
  if (given === undefined || given === null || given === '') return {};
  const value = typeof given === 'string' ? parseJson(given) : given;
  return isRecord(value) ? value : undefined;
}

/**
 * Replaces a call of `call_tool` by a call of the tool that it names, whose rules then apply. Leaves it unchanged if
 * that tool is not offered; it is then refused.
 */
export function unwrapCallTool(call: ToolInvocation, offered: readonly OfferedTool[]): ToolInvocation {
  if (call.name !== 'call_tool') return call;
  const { name, arguments: given, ...others } = call.args;
  const args = readJsonObject(given);
  const isOffered = offered.some(({ definition, toolset }) => definition.name === name && toolset !== 'discover');
  if (!isOffered || !args || Object.keys(others).some((one) => !PASSTHROUGH_ARGUMENTS.includes(one))) return call;
  return { name: String(name), args: { ...args, ...others } };
}
