import packageJson from '../../package.json' with { type: 'json' };

export const info = { name: packageJson.name, title: 'PortOne V1', version: packageJson.version };

/** One line for the operator. */
export const log = (line: string) => void process.stderr.write(`${info.name}: ${line}\n`);

export const unixNow = () => Math.floor(Date.now() / 1000);
