import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, type Readable, type Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { readConfig } from '../../src/config/index.ts';
import { CONFIRMATION_TIMES, type ConfirmationTimes } from '../../src/guard/confirmation/service.ts';
import { serveOneClient } from '../../src/main/serve-stdio.ts';
import type { Command } from './clients.ts';

/** A server inside the test process, from source: it starts ten times faster and ends with its pipe like any other. */
export interface InProcessCommand {
  flags: string[];
  env: Record<string, string>;
  confirmationTimes?: Partial<ConfirmationTimes>;
  waitToReadBack?: (ms: number) => Promise<void>;
}

/**
 * The people in tests answer at once, which a server in its own process takes for a client that answers by itself, and
 * leave many questions of one server declined or open.
 */
const testTimes: ConfirmationTimes = {
  ...CONFIRMATION_TIMES,
  minAnswerMs: 0,
  maxDeclines: 10_000,
  maxOpenQuestions: Number.POSITIVE_INFINITY,
};

/** Longer than a person must read, in milliseconds. */
const READING_MS = CONFIRMATION_TIMES.minAnswerMs + 50;

/** How long a person reads before answering a question of this server, in milliseconds. */
export const getReadingTime = (start: object): number => ('flags' in start ? testTimes.minAnswerMs : READING_MS);

/** Waits as long as a person reads a question of a server in its own process. */
export const readQuestion = (): Promise<void> => sleep(READING_MS);

export interface RunningServer {
  stdin: Writable;
  stdout: Readable;
  /** What it writes to stderr. */
  readStderr(): string;
  /** Resolves when it has ended. */
  ended: Promise<void>;
  /** Ends it at once, as in a crash. */
  kill(): void;
}

export const startServer = (start: Command | InProcessCommand): RunningServer =>
  'flags' in start ? startInProcess(start) : spawnServer(start);

function startInProcess({ flags, env, confirmationTimes = {}, waitToReadBack }: InProcessCommand): RunningServer {
  const config = readConfig(flags, env);
  if (config.command !== 'serve') throw new Error(`${flags.join(' ')} serves no client`);
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  let stderrText = '';
  const log = (line: string) => {
    stderrText += `${line}\n`;
  };
  const pipes = { stdin, stdout };
  const ended = serveOneClient(config, {
    ...{ pipes, waitForStopSignal: () => new Promise<void>(() => {}), log },
    confirmationTimes: { ...testTimes, ...confirmationTimes },
    ...(waitToReadBack ? { waitToReadBack } : {}),
  });
  return {
    ...pipes,
    readStderr: () => stderrText,
    ended: ended.then(() => {}).finally(() => stdout.end()),
    kill: () => {
      throw new Error('only a process of its own can be killed');
    },
  };
}

function spawnServer({ command, args, env }: Command): RunningServer {
  const server = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let stderrText = '';
  server.stderr.on('data', (chunk) => {
    stderrText += chunk;
  });
  server.stdin.on('error', () => {});
  return {
    stdin: server.stdin,
    stdout: server.stdout,
    readStderr: () => stderrText,
    ended: once(server, 'exit').then(() => {}),
    kill: () => void server.kill('SIGKILL'),
  };
}

/** The client end of the pipes: like a server transport, it reads one stream and writes another. */
export class InProcessTransport extends StdioServerTransport {
  private readonly server: RunningServer;

  constructor(start: InProcessCommand) {
    const server = startInProcess(start);
    super(server.stdout, server.stdin);
    this.server = server;
  }

  override async close(): Promise<void> {
    this.server.stdin.end();
    await this.server.ended;
    await super.close();
  }
}
