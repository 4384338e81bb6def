import { appendFileSync } from 'node:fs';
import { Server } from '@modelcontextprotocol/server';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { instructions } from '../../src/mcp/instructions.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { type ExamShop, openExamShop } from './exam-shop.ts';
import { tickets } from './tickets/index.ts';

const HAND_IN = {
  name: 'answer_ticket',
  description: 'Hand in the facts of a ticket. The calls since the last answer count for it.',
  inputSchema: {
    type: 'object' as const,
    properties: { ticket: { type: 'string' }, facts: { type: 'object' } },
    required: ['ticket', 'facts'],
  },
};
const toResult = (text: string, isError = false) => ({ content: [{ type: 'text' as const, text }], isError });

/**
 * Serves the tools of the exam's shop over stdio, with `answer_ticket`, and appends every call and answer to a
 * transcript. Questions for a person are agreed to, since the score names every change that no ticket asks for.
 */
export async function serveExam(transcript: string): Promise<void> {
  const shop = await openExamShop();
  const record = (line: object) => appendFileSync(transcript, `${JSON.stringify(line)}\n`);
  const server = new Server({ name: 'exam', version: '1' }, { capabilities: { tools: {} }, instructions });
  const listed = toolDefinitions.filter(({ toolset }) => toolset !== 'discover').map(({ definition }) => definition);
  server.setRequestHandler('tools/list', () => ({ tools: [...listed, HAND_IN] }));
  const handle = async (name: string, args: Record<string, unknown>) => {
    if (name !== HAND_IN.name) return callAndRecord(shop, name, args, record);
    const { ticket, facts } = args;
    const known = tickets.find(({ id }) => id === ticket);
    if (!known) return toResult('There is no such ticket.', true);
    record({ type: 'answer', ticket, facts });
    if (known.writes) await shop.reset();
    return toResult('Taken.');
  };
  // One after the other: the lines of a transcript are in the order of the calls.
  let last: Promise<unknown> = Promise.resolve();
  server.setRequestHandler('tools/call', ({ params: { name, arguments: args = {} } }) => {
    const result = last.then(() => handle(name, args));
    last = result.catch(() => {});
    return result;
  });
  await server.connect(new StdioServerTransport());
  process.stdin.once('end', () => void last.then(() => shop.close()));
}

async function callAndRecord(
  shop: ExamShop,
  tool: string,
  args: Record<string, unknown>,
  record: (line: object) => void,
) {
  const { isError, text } = await shop.call(tool, args);
  record({ type: 'call', tool, arguments: args, text, is_error: isError });
  return toResult(text, isError);
}
