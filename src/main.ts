#!/usr/bin/env node
import {
  type AuditConfig,
  type Config,
  ConfigError,
  readConfig,
  type SandboxConfig,
  type ServeConfig,
  type TokenConfig,
} from './config/index.ts';
import { info, log, stopAsked, unixNow } from './main/process.ts';
import { serveOneClient } from './main/serve-stdio.ts';

try {
  await run(readConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  log(error.message);
  process.exit(2);
}

async function run(config: Config): Promise<void> {
  if (config.command === 'help') process.stdout.write((await import('./main/help.ts')).help());
  else if (config.command === 'version') process.stdout.write(`${info.version}\n`);
  else if (config.command === 'sandbox') await standAlone(config);
  else if (config.command === 'audit') await verify(config);
  else if (config.command === 'token') await token(config);
  else await serve(config);
}

async function serve(config: ServeConfig): Promise<void> {
  if (config.http) {
    const { serveOverHttp } = await import('./main/serve-http.ts');
    await serveOverHttp(config, config.http);
    return process.exit(0);
  }
  await serveOneClient(config, { pipes: process, stopAsked, log });
  process.exit(0);
}

async function token(config: TokenConfig): Promise<void> {
  const { tokenText } = await import('./main/http/issue-token.ts');
  process.stdout.write(tokenText(config, unixNow()));
}

async function verify({ file }: AuditConfig): Promise<void> {
  const { verifyAudit, verificationText } = await import('./guard/audit/verify.ts');
  const result = await verifyAudit(file).catch((error: NodeJS.ErrnoException) => {
    log(`${file} cannot be read (${error.code ?? error.name})`);
    return undefined;
  });
  if (!result) return process.exit(1);
  const { text, exitCode } = verificationText(file, result);
  process.stdout.write(`${text}\n`, () => process.exit(exitCode));
}

async function standAlone({ port, seed, payments, delayMs, strict, webhookUrl }: SandboxConfig): Promise<void> {
  const { startSandbox } = await import('./sandbox/server.ts');
  const { url } = await startSandbox({
    port,
    seed,
    payments,
    delayMs,
    strict,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  }).catch((error: NodeJS.ErrnoException) => {
    // In use, or not allowed.
    if (error.syscall !== 'listen') throw error;
    throw new ConfigError(`--port ${port} cannot be listened on (${error.code}); choose another, or 0 for a free one`);
  });
  process.stdout.write(`${url}\n`);
  log('PortOne V1 sandbox; imp_key=sandbox_key imp_secret=sandbox_secret; samples under /_sandbox/samples');
}
