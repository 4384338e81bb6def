import type { Offered } from '../../context.ts';
import type { Arguments } from '../tool.ts';

export interface Call {
  name: string;
  args: Arguments;
}

/** What comes beside a tool's own arguments, to repeat a code that the user agreed to. */
const BESIDE = ['confirm_token', 'confirm_amount'];

/**
 * The call that is really made: call_tool stands for the tool that it names, and what holds for that one holds from here on.
 * A call_tool that names nothing which may be called stays what it is, and is refused as such.
 */
export function unwrapped(call: Call, offered: readonly Offered[]): Call {
  if (call.name !== 'call_tool') return call;
  const { name, arguments: given = {}, ...others } = call.args;
  const args = typeof given === 'string' ? parsed(given) : given;
  const isOffered = offered.some(({ definition, toolset }) => definition.name === name && toolset !== 'discover');
  if (!isOffered || !isRecord(args) || Object.keys(others).some((one) => !BESIDE.includes(one))) return call;
  return { name: String(name), args: { ...args, ...others } };
}

/** Some models write the arguments as text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Arguments =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
