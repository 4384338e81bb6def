/**
 * What becomes of a lost answer: `npm run verdicts` calls every write once with every fault of the sandbox and prints how
 * the call ended beside what the ledger says was done. Exits 1 on a wrong verdict or on a second entry in the ledger.
 */
import { faultKinds } from '../src/sandbox/state/faults.ts';
import { complaint, type Ending, type Run, runAll, writes } from '../test/support/fault-bench.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);

const word = (ending: Ending): string => {
  if (ending.ending === 'answered') return 'answered';
  if (ending.ending === 'refused') return 'refused';
  return ending.verdict.verdict.replace('_', ' ');
};
const cell = (run: Run): string => `${word(run.ending)} ${run.entries.length}${complaint(run) ? ' WRONG' : ''}`;

const runs = await runAll();
const lines = writes.map((row) => [
  row.name,
  ...faultKinds.map((fault) => {
    const run = runs.find((one) => one.row === row && one.fault === fault);
    return run ? cell(run) : 'NOT RUN';
  }),
]);
const table = [['operation', ...faultKinds], ...lines];
const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
for (const line of table)
  say(
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );

say();
say('A number is how many entries the ledger has: what was done in truth.');
say();
say('Nothing proves these, or not always:');
for (const { name, proof } of writes) {
  if (!proof || proof.by === 'nothing') say(`  ${name}: ${proof?.because ?? 'no proof is declared'}`);
  else if ('unchanged' in proof) say(`  ${name}, when nothing seems changed: ${proof.unchanged}`);
}

const wrong = runs.filter((run) => complaint(run));
for (const run of wrong) say(`WRONG  ${run.row.name}, ${run.fault}: ${complaint(run)}`);
say();
say(
  `${runs.length} calls, ${wrong.length} wrong verdicts, ${runs.filter(({ entries }) => entries.length > 1).length} done twice.`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
