import packageJson from '../../package.json' with { type: 'json' };

export const info = { name: packageJson.name, title: 'PortOne V1', version: packageJson.version };

/** One line for the operator. */
export const log = (line: string) => writeLine(`${info.name}: ${line}`);

let hasErrorListener = false;

/** One line on stderr as it is, for whoever reads it by a program. */
export function writeLine(line: string): void {
  // Whoever read it may be gone, and a line that nobody reads must not end the process in the middle of a write.
  if (!hasErrorListener) process.stderr.on('error', () => {});
  hasErrorListener = true;
  process.stderr.write(`${line}\n`);
}

export const unixNow = () => Math.floor(Date.now() / 1000);

/** The listeners stay: a further signal, of which there are several where a terminal and a wrapper send one, cuts no write off. */
export const waitForStopSignal = () =>
  new Promise<void>((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.on('SIGINT', () => resolve());
  });
