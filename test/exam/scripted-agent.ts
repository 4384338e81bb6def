import type { ExamShop } from './exam-shop.ts';
import type { Ticket } from './ticket.ts';
import type { Attempt, RecordedCall } from './transcript.ts';

/** Answers a ticket the shortest right way, as its author knows it, in a shop that nobody has used. */
export async function solveTicket({ solve }: Ticket, shop: ExamShop): Promise<Attempt> {
  const calls: RecordedCall[] = [];
  const facts = await solve(async (tool, args) => {
    const { isError, text, content } = await shop.call(tool, args);
    calls.push({ type: 'call', tool, arguments: args, text, is_error: isError });
    if (isError) throw new Error(`${tool} ${JSON.stringify(args)} was refused: ${text}`);
    return content;
  });
  return { calls, facts };
}
