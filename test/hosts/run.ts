/**
 * `npm run hosts [name …]`: plays the same conversations with every host that is here, and prints what became of them.
 * Exits 0 only if each did what it should.
 */
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { startUpstream } from '../support/upstream.ts';
import { listLibraries } from './libraries.ts';
import { isGood, renderMatrix } from './matrix.ts';
import { type HostReport, measureHost } from './measure.ts';
import { startStandInModel } from './model/stand-in-model.ts';
import { listPrograms } from './programs.ts';

const wanted = process.argv.slice(2).map((name) => name.toLowerCase());
const programs = listPrograms();
const libraries = listLibraries();
const hosts = [...libraries.hosts, ...programs.hosts].filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.toLowerCase().includes(part)),
);

const upstream = await startUpstream();
const model = await startStandInModel(toolDefinitions.map(({ definition }) => definition.name));
const reports: HostReport[] = [];
for (const host of hosts)
  for (const transport of host.transports) {
    process.stderr.write(`${host.name} ${host.version}, ${transport}: `);
    const report = await measureHost(host, transport, { upstream, model });
    process.stderr.write(`${isGood(report) ? 'as it should be' : 'NOT as it should be'}\n`);
    reports.push(report);
  }
model.close();
await upstream.close();

process.stdout.write(`${renderMatrix(reports)}\n`);
for (const reason of [...libraries.skipped, ...programs.skipped]) process.stdout.write(`\nSkipped: ${reason}\n`);
process.exitCode = reports.every(isGood) ? 0 : 1;
