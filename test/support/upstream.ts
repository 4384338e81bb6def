import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { ClientKind, Command } from './clients.ts';
import { missingBillingKeyOption } from './missing-billing-key.ts';
import type { RawRevision } from './raw-client.ts';
import type { InProcessCommand } from './running-server.ts';
import type { Samples } from './tool-case.ts';

const bin = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** A process that runs for seconds does not benefit from optimized code or early garbage collection. */
const FAST_START_FLAGS = ['--no-opt', '--liftoff-only', '--min-semi-space-size=16'];

const buildEnvironment = (url: string) => ({
  PATH: process.env.PATH ?? '',
  // Without it, the time zone of the machine decides.
  LANG: 'en_US.UTF-8',
  PORTONE_V1_BASE_URL: url,
  PORTONE_V1_API_KEY: 'sandbox_key',
  PORTONE_V1_API_SECRET: 'sandbox_secret',
});

/** The built server, talking to the sandbox at `url`. */
export const getServerCommand = (url: string, ...flags: string[]): Command => ({
  command: process.execPath,
  args: [...FAST_START_FLAGS, bin, ...flags],
  env: buildEnvironment(url),
});

/** The same from source, for tests about the answers of a server and not about its process. */
export const getInProcessCommand = (url: string, ...flags: string[]): InProcessCommand => ({
  flags,
  env: buildEnvironment(url),
});

/** For a test of every client kind: the newest runs the built server, the others, which differ only above the pipes, run from source. */
export const getCommandFor = (
  clientKind: ClientKind | RawRevision,
  url: string,
  ...flags: string[]
): Command | InProcessCommand =>
  clientKind.endsWith('2026-07-28') ? getServerCommand(url, ...flags) : getInProcessCommand(url, ...flags);

export interface LedgerEntry {
  seq: number;
  method: string;
  path: string;
  [fact: string]: unknown;
}

export interface Upstream {
  url: string;
  readSamples(): Promise<Samples>;
  readLedger(): Promise<{ entries: LedgerEntry[]; warnings: unknown[] }>;
  /** Resets to the seed; rebuilding takes longer than most tests, so an unchanged shop is left as it is. */
  reset(): Promise<void>;
  control(path: string, body: object): Promise<void>;
  close(): Promise<void>;
}

/** A separate strict sandbox for a test file, accessed only from outside. */
export async function startUpstream({
  seed = 1,
  payments = 0,
}: {
  seed?: number;
  payments?: number;
} = {}): Promise<Upstream> {
  const { url, close } = await startSandbox({ seed, payments, strict: true, ...missingBillingKeyOption });
  const control = async (path: string, body: object) => {
    const reply = await fetch(`${url}/_sandbox/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(`/_sandbox/${path} answered ${reply.status}: ${await reply.text()}`);
  };
  // The responses are the sandbox's own, in the shape of the contract.
  const read = async <T>(path: string) => (await (await fetch(`${url}/_sandbox/${path}`)).json()) as T;
  const readLedger = () => read<Awaited<ReturnType<Upstream['readLedger']>>>('ledger');
  let isModified = false;
  return {
    url,
    readSamples: () => read('samples'),
    readLedger,
    async reset() {
      const { entries, warnings } = await readLedger();
      if (!isModified && entries.length === 0 && warnings.length === 0) return;
      await control('reset', {});
      isModified = false;
    },
    control: (path, body) => {
      isModified = true;
      return control(path, body);
    },
    close,
  };
}
