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
import { info, log, unixNow, waitForStopSignal } from './main/process.ts';
import { serveOneClient } from './main/serve-stdio.ts';

try {
  await run(readConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  log(error.message);
  process.exit(2);
}

async function run(config: Config): Promise<void> {
  if (config.command === 'help') process.stdout.write((await import('./main/help.ts')).renderHelp());
  else if (config.command === 'version') process.stdout.write(`${info.version}\n`);
  else if (config.command === 'sandbox') await serveSandbox(config);
  else if (config.command === 'audit') await verifyAuditFile(config);
  else if (config.command === 'token') await printToken(config);
  else await serve(config);
}

async function serve(config: ServeConfig): Promise<void> {
  if (config.http) {
    const { serveOverHttp } = await import('./main/serve-http.ts');
    await serveOverHttp(config, config.http);
    return process.exit(0);
  }
  await serveOneClient(config, { pipes: process, waitForStopSignal, log });
  process.exit(0);
}

async function printToken(config: TokenConfig): Promise<void> {
  const { createTokenText } = await import('./main/http/issue-token.ts');
  process.stdout.write(createTokenText(config, unixNow()));
}

async function verifyAuditFile({ file }: AuditConfig): Promise<void> {
  const { verifyAuditLog, formatVerification } = await import('./guard/audit/verify.ts');
  const result = await verifyAuditLog(file).catch((error: NodeJS.ErrnoException) => {
    log(`${file} cannot be read (${error.code ?? error.name})`);
    return undefined;
  });
  if (!result) return process.exit(1);
  const { text, exitCode } = formatVerification(file, result);
  process.stdout.write(`${text}\n`, () => process.exit(exitCode));
}

async function serveSandbox({ port, seed, payments, delayMs, strict, webhookUrl }: SandboxConfig): Promise<void> {
  const { startSandbox } = await import('./sandbox/server.ts');
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
  process.stdout.write(`${url}\n`);
  log('PortOne V1 sandbox; imp_key=sandbox_key imp_secret=sandbox_secret; samples under /_sandbox/samples');
}
