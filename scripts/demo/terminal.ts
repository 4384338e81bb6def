import { createInterface } from 'node:readline/promises';

/** Whoever takes part in the demo. */
export interface Terminal {
  print(line: string): void;
  /** Resolves with what was typed. */
  ask(question: string): Promise<string>;
}

export function openTerminal(): Terminal & { close(): void } {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    ask: (question) => lines.question(question),
    close: () => lines.close(),
  };
}
