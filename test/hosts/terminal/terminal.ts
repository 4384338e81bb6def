import { execFileSync } from 'node:child_process';

/** A program in a terminal that nobody sees, by tmux. */
export interface Terminal {
  /** The visible lines. Empty once the program has ended. */
  read(): string;
  /** Presses keys by tmux's names: `Enter`, `Down`, `y`. */
  press(...keys: string[]): void;
  type(text: string): void;
  close(): void;
}

interface TerminalOptions {
  cwd: string;
  env: Record<string, string>;
  width: number;
  height: number;
}

let count = 0;

export function openTerminal(command: readonly string[], { cwd, env, width, height }: TerminalOptions): Terminal {
  count += 1;
  const socket = `portone-hosts-${process.pid}-${count}`;
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
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
    close: () => void tryTmux('kill-server'),
  };
}
