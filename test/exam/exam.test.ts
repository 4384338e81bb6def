import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExamShop, openExamShop } from './exam-shop.ts';
import { solveTicket } from './scripted-agent.ts';
import { FULL_POINTS, readTruths, scoreAttempt, type TicketScore } from './score.ts';
import { tickets } from './tickets/index.ts';

let shop: ExamShop;
beforeAll(async () => {
  shop = await openExamShop();
});
afterAll(() => shop.close());

const scores: TicketScore[] = [];

it('the exam has at least forty tickets, each with an id and a question of its own', () => {
  expect(tickets.length).toBeGreaterThanOrEqual(40);
  expect(new Set(tickets.map(({ id }) => id)).size).toBe(tickets.length);
  expect(new Set(tickets.map(({ question }) => question)).size).toBe(tickets.length);
});

describe('the exam', () => {
  it.each(tickets)('the tools answer the ticket $id at full points', async (ticket) => {
    const [facts] = readTruths([ticket], shop.world);
    const score = scoreAttempt(ticket, facts?.truth ?? {}, facts?.writes ?? [], await solveTicket(ticket, shop));
    scores.push(score);
    if (ticket.writes) await shop.reset();
    expect(score).toMatchObject({ points: FULL_POINTS, refused: 0, faults: [] });
  });
});
