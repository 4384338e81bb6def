/**
 * `npm run hosts [--libraries] [name …]`: plays the same conversations with every host that is here, and prints what
 * became of them. Exits 0 only if each did what it should.
 */
import { parseArgs } from 'node:util';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { startUpstream } from '../support/upstream.ts';
import type { Host, Transport } from './host.ts';
import { listLibraries } from './libraries.ts';
import { isGood, renderMatrix } from './matrix.ts';
import { type HostReport, measureHost } from './measure.ts';
import { startStandInModel } from './model/stand-in-model.ts';
import { listPrograms } from './programs.ts';

const { values: flags, positionals } = parseArgs({
  options: { libraries: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const wanted = positionals.map((name) => name.toLowerCase());
const isWanted = ({ name }: Host) => wanted.length === 0 || wanted.some((part) => name.toLowerCase().includes(part));

const libraries = listLibraries();
const programs = flags.libraries ? { hosts: [], skipped: [] } : listPrograms();

/** Each transport has a shop and a model of its own. */
async function measureHosts(hosts: readonly Host[], transport: Transport): Promise<HostReport[]> {
  const upstream = await startUpstream();
  const model = await startStandInModel(toolDefinitions.map(({ definition }) => definition.name));
  const reports: HostReport[] = [];
  for (const host of hosts.filter(isWanted).filter(({ transports }) => transports.includes(transport))) {
    const startedAt = performance.now();
    const report = await measureHost(host, transport, { upstream, model });
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    const outcome = isGood(report) ? 'as it should be' : 'NOT as it should be';
    process.stderr.write(`${host.name} ${host.version}, ${transport}: ${outcome} (${seconds} s)\n`);
    reports.push(report);
  }
  model.close();
  await upstream.close();
  return reports;
}

// Libraries mostly wait. Programs draw on terminals, which a busy machine disturbs.
const reports = [
  ...(await Promise.all([measureHosts(libraries.hosts, 'stdio'), measureHosts(libraries.hosts, 'http')])).flat(),
  ...(await measureHosts(programs.hosts, 'stdio')),
  ...(await measureHosts(programs.hosts, 'http')),
].toSorted((one, other) => one.host.name.localeCompare(other.host.name));

process.stdout.write(`${renderMatrix(reports)}\n`);
for (const reason of [...libraries.skipped, ...programs.skipped]) process.stdout.write(`\nSkipped: ${reason}\n`);
process.exitCode = reports.every(isGood) ? 0 : 1;
