import packageJson from '../../package.json' with { type: 'json' };
import { createSteadyClock } from '../base/steady-clock.ts';

export const info = { name: packageJson.name, title: 'PortOne V1', version: packageJson.version };

/** Logs one line for the operator on stderr. */
export const log = (line: string) => writeLine(`${info.name}: ${line}`);

let hasErrorListener = false;

/** Writes one unprefixed line to stderr, for programs that parse it. */
export function writeLine(line: string): void {
  // If nobody reads stderr any more, the write error must not end the process in the middle of a call.
  if (!hasErrorListener) process.stderr.on('error', () => {});
  hasErrorListener = true;
  process.stderr.write(`${line}\n`);
}

export const unixNow = () => Math.floor(Date.now() / 1000);

/** Seconds of a clock that nobody can set. It stands still while the machine is suspended. */
export const monotonicSeconds = () => performance.now() / 1000;

/** Unix seconds, with fractions, by which confirmations expire. */
export const steadyNow = createSteadyClock(() => Date.now() / 1000, monotonicSeconds);
/** The same in whole seconds, by which approval pages expire. */
export const steadyUnixNow = () => Math.floor(steadyNow());

/**
 * Resolves on the first stop signal. The listeners stay, so that further signals (a terminal and a wrapper may each
 * send one) do not interrupt a write.
 */
export const waitForStopSignal = () =>
  new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
  });
