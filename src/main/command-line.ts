import type { Localized } from '../base/bilingual.ts';
import {
  type AuditConfig,
  type Config,
  ConfigError,
  type DoctorConfig,
  readConfig,
  type SandboxConfig,
  type ServeConfig,
  type TokenConfig,
} from '../config/index.ts';
import { detectReaderLanguage } from '../config/language.ts';
import { describeListenError } from './listen-error.ts';
import { info, log, unixNow, waitForStopSignal } from './process.ts';
import { type ProcessPipes, refuseToStart } from './refuse-start.ts';
import { serveOneClient } from './serve-stdio.ts';

/** Runs the command line. A wrong setting ends it with one line and exit code 2. */
export async function runCommandLine(pipes: ProcessPipes): Promise<void> {
  try {
    await run(readConfig(), pipes);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    await refuseToStart(error.text, pipes);
  }
}

async function run(config: Config, pipes: ProcessPipes): Promise<void> {
  const { stdout } = pipes;
  if (config.command === 'help') stdout.write((await import('./help.ts')).renderHelp());
  else if (config.command === 'version') stdout.write(`${info.version}\n`);
  else if (config.command === 'doctor') await runDoctor(config, pipes);
  else if (config.command === 'sandbox') await serveSandbox(config, pipes);
  else if (config.command === 'audit') await verifyAuditFile(config, pipes);
  else if (config.command === 'token') await printToken(config, pipes);
  else await serve(config, pipes);
}

/** For people who start the server in a terminal and wait for something to happen. */
const terminalHint: Localized = {
  en: `this is an MCP server: an assistant such as Claude starts it and talks to it here, so there is nothing to type. To check the setup, run "${info.name} doctor"; for all commands, --help. Ctrl-C ends it.`,
  ko: `Claude 같은 어시스턴트가 실행해서 대화하는 MCP 서버이므로 여기에 입력할 것은 없습니다. 설정을 점검하려면 "${info.name} doctor", 전체 명령은 --help를 실행하세요. 끝내려면 Ctrl-C를 누르세요.`,
};

async function serve(config: ServeConfig, pipes: ProcessPipes): Promise<void> {
  const { stdin } = pipes;
  if (config.http) {
    const { serveOverHttp } = await import('./serve-http.ts');
    await serveOverHttp(config, config.http);
    return process.exit(0);
  }
  if (stdin.isTTY) log(terminalHint[config.lang]);
  const mistake = await serveOneClient(config, { pipes, waitForStopSignal, log });
  if (mistake !== undefined) log(mistake);
  process.exit(mistake === undefined ? 0 : 1);
}

async function runDoctor(config: DoctorConfig, { stdout }: ProcessPipes): Promise<void> {
  const { examine, renderReport, getExitCode } = await import('./doctor/index.ts');
  const findings = await examine(config);
  stdout.write(renderReport(findings, config.lang), () => process.exit(getExitCode(findings)));
}

async function printToken(config: TokenConfig, { stdout }: ProcessPipes): Promise<void> {
  const { createTokenText } = await import('./http/issue-token.ts');
  stdout.write(createTokenText(config, unixNow()));
}

async function verifyAuditFile({ file }: AuditConfig, { stdout }: ProcessPipes): Promise<void> {
  const lang = detectReaderLanguage();
  const { verifyAuditLog, formatVerification } = await import('../guard/audit/verify.ts');
  const result = await verifyAuditLog(file).catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.name;
    log({ en: `${file} cannot be read (${code})`, ko: `${file} 파일을 읽을 수 없습니다(${code})` }[lang]);
    return undefined;
  });
  if (!result) return process.exit(1);
  const { text, exitCode } = formatVerification(file, result, lang);
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
    throw new ConfigError(describeListenError(`--port ${port}`, error.code));
  });
  stdout.write(`${url}\n`);
  log('PortOne V1 sandbox; imp_key=sandbox_key imp_secret=sandbox_secret; samples under /_sandbox/samples');
}
