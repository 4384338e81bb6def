import {
  type AuditConfig,
  type Config,
  ConfigError,
  readConfig,
  type SandboxConfig,
  type ServeConfig,
  type TokenConfig,
} from '../config/index.ts';
import { info, log, unixNow, waitForStopSignal } from './process.ts';
import { type ProcessPipes, refuseToStart } from './refuse-start.ts';
import { serveOneClient } from './serve-stdio.ts';

/** Runs the command line. A wrong setting ends it with one line and exit code 2. */
export async function runCommandLine(pipes: ProcessPipes): Promise<void> {
  try {
    await run(readConfig(), pipes);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await refuseToStart(error.message, pipes);
  }
}

async function run(config: Config, pipes: ProcessPipes): Promise<void> {
  const { stdout } = pipes;
  if (config.command === 'help') stdout.write((await import('./help.ts')).renderHelp());
  else if (config.command === 'version') stdout.write(`${info.version}\n`);
  else if (config.command === 'sandbox') await serveSandbox(config, pipes);
  else if (config.command === 'audit') await verifyAuditFile(config, pipes);
  else if (config.command === 'token') await printToken(config, pipes);
  else await serve(config, pipes);
}

async function serve(config: ServeConfig, pipes: ProcessPipes): Promise<void> {
  if (config.http) {
    const { serveOverHttp } = await import('./serve-http.ts');
    await serveOverHttp(config, config.http);
    return process.exit(0);
  }
  const mistake = await serveOneClient(config, { pipes, waitForStopSignal, log });
  if (mistake !== undefined) log(mistake);
  process.exit(mistake === undefined ? 0 : 1);
}

async function printToken(config: TokenConfig, { stdout }: ProcessPipes): Promise<void> {
  const { createTokenText } = await import('./http/issue-token.ts');
  stdout.write(createTokenText(config, unixNow()));
}

async function verifyAuditFile({ file }: AuditConfig, { stdout }: ProcessPipes): Promise<void> {
  const { verifyAuditLog, formatVerification } = await import('../guard/audit/verify.ts');
  const result = await verifyAuditLog(file).catch((error: NodeJS.ErrnoException) => {
    log(`${file} cannot be read (${error.code ?? error.name})`);
    return undefined;
  });
  if (!result) return process.exit(1);
  const { text, exitCode } = formatVerification(file, result);
  stdout.write(`${text}\n`, () => process.exit(exitCode));
}

async function serveSandbox(
  { port, seed, payments, delayMs, strict, webhookUrl }: SandboxConfig,
  { stdout }: ProcessPipes,
): Promise<void> {
  const { startSandbox } = await import('../sandbox/server.ts');
  const { url } = await startSandbox({
    port,
    seed,
    payments,
    delayMs,
    strict,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  }).catch((error: NodeJS.ErrnoException) => {
    // The port is in use or not permitted.
    if (error.syscall !== 'listen') throw error;
    throw new ConfigError(`--port ${port} cannot be used (${error.code}); choose another port, or 0 for a free one`);
  });
  stdout.write(`${url}\n`);
  log('PortOne V1 sandbox; imp_key=sandbox_key imp_secret=sandbox_secret; samples under /_sandbox/samples');
}
