import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExamShop, openExamShop } from './exam-shop.ts';
import { FULL_POINTS, readTruths, scoreAttempt, type TicketScore } from './score.ts';
import { solveTicket } from './scripted-agent.ts';
import { tickets } from './tickets/index.ts';

/** Lower these when the tools need less; a higher number needs a reason in the commit. */
const MAX_CALLS = 83;
const MAX_CHARACTERS = 84_000;

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

  it('all answers together take no more calls and characters than the ceilings', () => {
    expect(scores).toHaveLength(tickets.length);
    expect(scores.reduce((sum, { calls }) => sum + calls, 0)).toBeLessThanOrEqual(MAX_CALLS);
    expect(scores.reduce((sum, { characters }) => sum + characters, 0)).toBeLessThanOrEqual(MAX_CHARACTERS);
  });

  it('at least 85 of 100 tickets are answered in at most two calls', () => {
    expect(scores.filter(({ calls }) => calls <= 2).length / tickets.length).toBeGreaterThanOrEqual(0.85);
  });
});
