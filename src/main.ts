#!/usr/bin/env node
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import packageJson from '../package.json' with { type: 'json' };
import {
  type AuditConfig,
  type Config,
  ConfigError,
  readConfig,
  type SandboxConfig,
  type ServeConfig,
} from './config.ts';
import { type Context, createWrites } from './context.ts';
import { createAgreements } from './guard/agreement.ts';
import { noAudit, openAudit } from './guard/audit.ts';
import { koreanTime } from './guard/korean-time.ts';
import { createPolicy } from './guard/policy.ts';
import { serverFactory } from './server.ts';
import { settings } from './settings.ts';
import { createMemoryStore } from './store/memory.ts';
import type { Store } from './store/store.ts';
import { listing } from './tools/listing.ts';
import { selected } from './tools/selection.ts';
import { serveOverStdio } from './transports/stdio.ts';

const info = { name: packageJson.name, title: 'PortOne V1', version: packageJson.version };
const log = (line: string) => void process.stderr.write(`${info.name}: ${line}\n`);
const unixNow = () => Math.floor(Date.now() / 1000);

try {
  await run(readConfig());
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  log(error.message);
  process.exit(2);
}

async function run(config: Config): Promise<void> {
  if (config.command === 'help') process.stdout.write(help());
  else if (config.command === 'version') process.stdout.write(`${info.version}\n`);
  else if (config.command === 'sandbox') await standAlone(config);
  else if (config.command === 'audit') await verify(config);
  else await serve(config);
}

async function serve(config: ServeConfig): Promise<void> {
  const store = createMemoryStore(unixNow);
  const policy = await policyOf(config, store);
  const { audit, spent } = await auditOf(config);
  await policy.restore(spent);
  if (policy.counts && config.auditFile === undefined)
    log('the policy has daily caps, and without --audit a restart forgets what was counted');
  const offered = selected(listing, { ...config, excludeTools: [...config.excludeTools, ...policy.toolsOff] });
  const stateKey = config.stateKey === undefined ? randomBytes(32) : new TextEncoder().encode(config.stateKey);
  const pin = config.approvalPin;
  const context: Context = {
    portone: once(() => connect(config)),
    asking: {
      agreements: createAgreements(stateKey, store, unixNow),
      approvals: once(async () => {
        const { localApprovals } = await import('./approval/index.ts');
        return localApprovals({ store, now: unixNow, ...(pin === undefined ? {} : { pin }) });
      }),
      fallback: config.fallback,
      hasPin: pin !== undefined,
      lang: config.lang,
      sandbox: config.sandbox,
      sleep,
    },
    policy,
    audit,
    now: unixNow,
    monotonic: () => performance.now(),
    sleep,
    log,
    pii: config.pii,
    allowCardData: config.allowCardData,
    writes: createWrites(),
  };
  await serveOverStdio(serverFactory(info, context, offered), context);
  await audit.close();
  // The connections to PortOne, the page and the sandbox would keep the process alive.
  process.exit(0);
}

async function policyOf({ policyFile }: ServeConfig, store: Store) {
  if (policyFile === undefined) return createPolicy({}, store);
  const { loadPolicy } = await import('./guard/policy/load.ts');
  return createPolicy(
    await loadPolicy(
      policyFile,
      listing.map((tool) => tool.definition.name),
    ),
    store,
  );
}

async function auditOf({ auditFile }: ServeConfig) {
  if (auditFile === undefined) return { audit: noAudit, spent: [] };
  return openAudit(auditFile, koreanTime(unixNow()).slice(0, 10), { now: Date.now, log });
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

async function connect(config: ServeConfig) {
  const { createPortOne } = await import('./portone/client.ts');
  const common = {
    userAgent: `${info.name}/${info.version}`,
    ...(config.tier === undefined ? {} : { tier: config.tier }),
  };
  if (!config.sandbox) return createPortOne({ ...config, ...common });
  const { startSandbox } = await import('./sandbox/server.ts');
  const { url } = await startSandbox();
  log(`sandbox at ${url}, with its samples at ${url}/_sandbox/samples`);
  return createPortOne({ ...common, baseUrl: url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret' });
}

async function standAlone({ port, seed, strict }: SandboxConfig): Promise<void> {
  const { startSandbox } = await import('./sandbox/server.ts');
  const { url } = await startSandbox({ port, seed, strict }).catch((error: NodeJS.ErrnoException) => {
    // In use, or not allowed.
    if (error.syscall !== 'listen') throw error;
    throw new ConfigError(`--port ${port} cannot be listened on (${error.code}); choose another, or 0 for a free one`);
  });
  process.stdout.write(`${url}\n`);
  log('PortOne V1 sandbox; imp_key=sandbox_key imp_secret=sandbox_secret; samples under /_sandbox/samples');
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function help(): string {
  const rows = settings.map((setting) => {
    const flag = 'flag' in setting ? `--${setting.flag}${'value' in setting ? ` <${setting.value}>` : ''}` : '';
    const env = 'env' in setting ? setting.env : '';
    return `  ${flag.padEnd(26)}${env.padEnd(29)}${setting.meaning.en} (${setting.default})`;
  });
  return `${info.name} ${info.version}: MCP server for the PortOne REST API V1, over stdio

Usage:
  ${info.name} [flags]                                    serve MCP over stdio
  ${info.name} --sandbox [flags]                          the same on sample data, without a key
  ${info.name} sandbox [--port <n>] [--seed <n>] [--strict]  only the sandbox: a PortOne V1 on 127.0.0.1
  ${info.name} audit verify <file>                       check a ledger of --audit

Settings (flag, environment, meaning, default):
${rows.join('\n')}
`;
}
