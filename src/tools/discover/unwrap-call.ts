import { isRecord, parseJson } from '../../base/json.ts';
import type { OfferedTool } from '../../context.ts';
import type { ToolArguments } from '../tool.ts';

export interface ToolInvocation {
  name: string;
  args: ToolArguments;
}

/** What comes beside a tool's own arguments, to repeat a code that the user agreed to. */
const PASSTHROUGH_ARGUMENTS = ['confirm_token', 'confirm_amount'];

/**
 * The call that is really made: call_tool stands for the tool that it names, and what holds for that one holds from here on.
 * A call_tool that names nothing which may be called stays what it is, and is refused as such.
 */
export function unwrapCallTool(call: ToolInvocation, offered: readonly OfferedTool[]): ToolInvocation {
  if (call.name !== 'call_tool') return call;
  const { name, arguments: given = {}, ...others } = call.args;
  // Some models write the arguments as text.
  const args = typeof given === 'string' ? parseJson(given) : given;
  const isOffered = offered.some(({ definition, toolset }) => definition.name === name && toolset !== 'discover');
  if (!isOffered || !isRecord(args) || Object.keys(others).some((one) => !PASSTHROUGH_ARGUMENTS.includes(one)))
    return call;
  return { name: String(name), args: { ...args, ...others } };
}
