/**
 * `npm run exam` measures how the tools answer the tickets of a support desk: by a scripted agent, or in a transcript of
 * any other. See docs/exam.md.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { toolDefinitions } from '../src/tools/definitions.ts';
import { openExamShop } from '../test/exam/exam-shop.ts';
import { formatPaper } from '../test/exam/paper.ts';
import { formatPrecision, formatScores } from '../test/exam/report.ts';
import { readTruths, scoreAttempt } from '../test/exam/score.ts';
import { solveTicket } from '../test/exam/scripted-agent.ts';
import { tickets } from '../test/exam/tickets/index.ts';
import { allPhrasings, heldOutPhrasings, measureToolSearch } from '../test/exam/tool-search.ts';
import { type Attempt, readTranscript } from '../test/exam/transcript.ts';

const HELP = `npm run exam                           a scripted agent takes the shortest right way
npm run exam -- --paper                the tickets, and the names of the facts that each answer states
npm run exam -- --serve <file>         an MCP server over stdio with the exam's shop, which records a transcript
npm run exam -- --transcript <file>... scores transcripts

A transcript is JSON Lines. One line for each call, and one for each answer; a call that names no ticket belongs to the
next answer:
{"type":"call","tool":"search_payments","arguments":{"period":"어제"},"text":"<the answer as the model read it>","is_error":false}
{"type":"answer","ticket":"failed-yesterday","facts":{"count":6,"total":210000}}
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    paper: { type: 'boolean', default: false },
    serve: { type: 'string' },
    transcript: { type: 'string', multiple: true },
  },
});

async function scoreAll(attempts?: ReadonlyMap<string, Attempt>): Promise<void> {
  const shop = await openExamShop();
  const scores = [];
  for (const { ticket, truth, writes } of readTruths(tickets, shop.world)) {
    const attempt = attempts ? (attempts.get(ticket.id) ?? { calls: [] }) : await solveTicket(ticket, shop);
    scores.push(scoreAttempt(ticket, truth, writes, attempt));
    if (!attempts && ticket.writes) await shop.reset();
  }
  console.log(formatScores(scores));
  await shop.close();
}

function printPrecision(): void {
  const searchable = toolDefinitions.filter(({ toolset }) => toolset !== 'discover');
  console.log(formatPrecision('all phrasings', measureToolSearch(allPhrasings, searchable)));
  console.log(formatPrecision('held-out phrasings', measureToolSearch(heldOutPhrasings, searchable)));
}

if (values.help) console.log(HELP);
else if (values.serve !== undefined) {
  const { serveExam } = await import('../test/exam/serve.ts');
  await serveExam(values.serve);
} else if (values.paper) {
  const shop = await openExamShop();
  console.log(formatPaper(readTruths(tickets, shop.world)));
  await shop.close();
} else if (values.transcript) {
  const text = values.transcript.map((file) => readFileSync(file, 'utf8')).join('\n');
  const ids = tickets.map(({ id }) => id);
  await scoreAll(readTranscript(text, ids));
} else {
  await scoreAll();
  printPrecision();
}
