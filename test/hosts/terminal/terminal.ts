import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** A program in a terminal that nobody sees, by tmux. */
export interface Terminal {
  /** The visible lines. Empty once the program has ended. */
  read(): string;
  /** Presses keys by tmux's names: `Enter`, `Down`, `y`. */
  press(...keys: string[]): void;
  type(text: string): void;
  /** Ends the program and waits until it is gone, as it may write to its home until then. */
  close(): Promise<void>;
}

interface TerminalOptions {
  cwd: string;
  env: Record<string, string>;
  width: number;
  height: number;
}

const POLL_MS = 100;
const MAX_EXIT_MS = 5_000;

let count = 0;

export function openTerminal(command: readonly string[], { cwd, env, width, height }: TerminalOptions): Terminal {
  count += 1;
  const socket = `portone-hosts-${process.pid}-${count}`;
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      // tmux leaves its socket behind; there it goes with the host's home.
      env: { ...process.env, TMUX_TMPDIR: cwd },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const size = ['-x', String(width), '-y', String(height)];
  tmux('new-session', '-d', ...size, '-c', cwd, '--', 'env', '-i', ...variables, ...command);
  const tryTmux = (...args: string[]) => {
    try {
      return tmux(...args);
    } catch {
      // The session ends with its program.
      return '';
    }
  };
  return {
    read: () => tryTmux('capture-pane', '-p').trimEnd(),
    press(...keys) {
      for (const key of keys) tryTmux('send-keys', key);
    },
    type: (text) => void tryTmux('send-keys', '-l', text),
    async close() {
      const pid = Number(tryTmux('display-message', '-p', '#{pane_pid}'));
      tryTmux('kill-server');
      for (const deadline = Date.now() + MAX_EXIT_MS; pid > 0 && isRunning(pid); await sleep(POLL_MS))
        if (Date.now() > deadline) process.kill(pid, 'SIGKILL');
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
