import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from './free-port.ts';

/** True if Redis is installed. `describe.skipIf(!hasRedis)` reports the skip, this prints the reason. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
if (!hasRedis) process.stderr.write('Skipped: the tests with a shared store need redis-server in the PATH.\n');

export interface RedisServer {
  url: string;
  /** Kills the process at once, as in a crash: the data on disk stays. */
  stop(): Promise<void>;
  /** Restarts on the same port. */
  start(): Promise<void>;
  /** Stops responding but keeps its connections. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** A separate Redis on a free port; `persists` makes it write a snapshot that it loads on restart. */
export async function startRedis({ persists = false, password = '' } = {}): Promise<RedisServer> {
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await findFreePort();
  let server: ChildProcess | undefined;
  const secret = password === '' ? [] : ['--requirepass', password];
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    persists ? '3600 1' : '',
    ...secret,
  ];

  async function start(): Promise<void> {
    server = spawn('redis-server', args, { stdio: 'ignore' });
    for (let attempts = 0; !(await isRedisAnswering(port)); attempts += 1) {
      if (attempts === 200 || server.exitCode !== null) throw new Error('redis-server does not start');
      await sleep(25);
    }
  }

  async function stop(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill('SIGKILL');
    await exited;
  }

  await start();
  return {
    url: `redis://${password === '' ? '' : `:${password}@`}127.0.0.1:${port}`,
    start,
    stop,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async close() {
      await stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

const isRedisAnswering = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const finish = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once('data', () => finish(true));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('error', () => finish(false));
  });
