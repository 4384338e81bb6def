/**
 * What becomes of a lost answer: `npm run verdicts` calls every write once with every fault of the sandbox and prints how
 * the call ended beside what the ledger says was done. Exits 1 on a wrong verdict or on a second entry in the ledger.
 */
import { faultKinds } from '../src/sandbox/state/faults.ts';
import {
  type CallEnding,
  type FaultRun,
  findMismatch,
  runAllFaults,
  writeEndpoints,
} from '../test/support/fault-bench.ts';

const printLine = (line = '') => process.stdout.write(`${line}\n`);

const formatEnding = (ending: CallEnding): string => {
  if (ending.ending === 'answered') return 'answered';
  if (ending.ending === 'refused') return 'refused';
  return ending.verdict.verdict.replace('_', ' ');
};
const formatCell = (run: FaultRun): string =>
  `${formatEnding(run.ending)} ${run.entries.length}${findMismatch(run) ? ' WRONG' : ''}`;

const runs = await runAllFaults();
const lines = writeEndpoints.map((row) => [
  row.name,
  ...faultKinds.map((fault) => {
    const run = runs.find((one) => one.row === row && one.fault === fault);
    return run ? formatCell(run) : 'NOT RUN';
  }),
]);
const table = [['operation', ...faultKinds], ...lines];
const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
for (const line of table)
  printLine(
    line
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );

printLine();
printLine('A number is how many entries the ledger has: what was done in truth.');
printLine();
printLine('Nothing proves these, or not always:');
for (const { name, readBack } of writeEndpoints) {
  if (!readBack || readBack.by === 'nothing') printLine(`  ${name}: ${readBack?.reason ?? 'no proof is declared'}`);
  else if ('inconclusiveIfUnchanged' in readBack)
    printLine(`  ${name}, when nothing seems changed: ${readBack.inconclusiveIfUnchanged}`);
}

const wrong = runs.filter((run) => findMismatch(run));
for (const run of wrong) printLine(`WRONG  ${run.row.name}, ${run.fault}: ${findMismatch(run)}`);
printLine();
printLine(
  `${runs.length} calls, ${wrong.length} wrong verdicts, ${runs.filter(({ entries }) => entries.length > 1).length} done twice.`,
);
process.exitCode = wrong.length > 0 ? 1 : 0;
