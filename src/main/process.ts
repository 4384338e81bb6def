import packageJson from '../../package.json' with { type: 'json' };

export const info = { name: packageJson.name, title: 'PortOne V1', version: packageJson.version };

/** One line for the operator. */
export const log = (line: string) => void process.stderr.write(`${info.name}: ${line}\n`);

/** One line on stderr as it is, for whoever reads it by a program. */
export const writeLine = (line: string) => void process.stderr.write(`${line}\n`);

export const unixNow = () => Math.floor(Date.now() / 1000);
