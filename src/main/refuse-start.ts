import type { Localized } from '../base/bilingual.ts';
import { detectReaderLanguage } from '../config/language.ts';

/** The pipes of the process. */
export interface ProcessPipes {
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  argv: string[];
  exit(code: number): never;
}

/** How long a client may take to send its first request. */
const MAX_WAIT_MS = 3_000;
/** A client that negotiates the protocol may follow up its first request with another one, and reports that answer. */
const FOLLOW_UP_MS = 500;

/**
 * Ends the process with exit code 2 and one line on stderr, in the language of its reader. Few people see the stderr of a
 * server that their client started, so over stdio the same line answers the client's first requests.
 */
export async function refuseToStart(reason: Localized, pipes: ProcessPipes): Promise<void> {
  const line = `portone-v1-mcp: ${reason[detectReaderLanguage(pipes.argv.slice(2))]}`;
  pipes.stderr.write(`${line}\n`);
  if (isServingOverStdio(pipes)) await answerRequests(line, pipes);
  pipes.exit(2);
}

/** Nobody sends requests from a terminal, over HTTP, or to a command other than serving. */
const isServingOverStdio = ({ stdin, argv: [, , first = '', ...rest] }: ProcessPipes): boolean =>
  !stdin.isTTY && !/^[a-z]/.test(first) && ![first, ...rest].includes('--http');

function answerRequests(message: string, { stdin, stdout }: ProcessPipes): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, MAX_WAIT_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    let rest = '';
    stdout.on('error', end);
    stdin.on('error', end);
    stdin.on('end', end);
    stdin.setEncoding('utf8');
    stdin.on('data', (text) => {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() || '';
      for (const line of lines) {
        const id = parseRequestId(line);
        if (id === undefined) continue;
        stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32603, message } })}\n`);
        clearTimeout(timer);
        timer = setTimeout(resolve, FOLLOW_UP_MS);
      }
    });
  });
}

function parseRequestId(line: string): unknown {
  try {
    const { id, method } = Object(JSON.parse(line)) as { id?: unknown; method?: unknown };
    return typeof method === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
