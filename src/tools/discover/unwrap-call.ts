import { isRecord, parseJson } from '../../base/json.ts';
import type { OfferedTool } from '../../context.ts';
import type { ToolArguments } from '../tool.ts';

export interface ToolInvocation {
  name: string;
  args: ToolArguments;
}

/** Arguments in addition to the tool's own, with which a model repeats the code after the user has agreed. */
const PASSTHROUGH_ARGUMENTS = ['confirm_token', 'confirm_amount'];

/**
 * Replaces a call of `call_tool` by a call of the tool that it names, whose rules then apply. Leaves it unchanged if
 * that tool is not offered; it is then refused.
 */
export function unwrapCallTool(call: ToolInvocation, offered: readonly OfferedTool[]): ToolInvocation {
  if (call.name !== 'call_tool') return call;
  const { name, arguments: given = {}, ...others } = call.args;
  // Some models pass the arguments as JSON text.
  const args = typeof given === 'string' ? parseJson(given) : given;
  const isOffered = offered.some(({ definition, toolset }) => definition.name === name && toolset !== 'discover');
  if (!isOffered || !isRecord(args) || Object.keys(others).some((one) => !PASSTHROUGH_ARGUMENTS.includes(one)))
    return call;
  return { name: String(name), args: { ...args, ...others } };
}
