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

/**
 * Ends the process with exit code 2 and one line on stderr. Few people see the stderr of a server that their client
 * started, so over stdio the same line answers the client's first request.
 */
export async function refuseToStart(reason: string, pipes: ProcessPipes): Promise<void> {
  const line = `portone-v1-mcp: ${reason}`;
  pipes.stderr.write(`${line}\n`);
  if (isServingOverStdio(pipes)) await answerFirstRequest(line, pipes);
  pipes.exit(2);
}

/** Nobody sends requests from a terminal, over HTTP, or to a command other than serving. */
const isServingOverStdio = ({ stdin, argv: [, , first = '', ...rest] }: ProcessPipes): boolean =>
  !stdin.isTTY && !/^[a-z]/.test(first) && ![first, ...rest].includes('--http');

function answerFirstRequest(message: string, { stdin, stdout }: ProcessPipes): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MAX_WAIT_MS);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    let received = '';
    stdout.on('error', end);
    stdin.on('error', end);
    stdin.on('end', end);
    stdin.setEncoding('utf8');
    stdin.on('data', (text) => {
      received += text;
      const answer = createAnswer(received.split('\n').slice(0, -1), message);
      if (answer !== undefined) stdout.write(answer, end);
    });
  });
}

/** Answers the first of the lines that is a request. */
function createAnswer(lines: readonly string[], message: string): string | undefined {
  for (const line of lines) {
    const id = parseRequestId(line);
    if (id !== undefined) return `${JSON.stringify({ jsonrpc: '2.0', id, error: { code: -32603, message } })}\n`;
  }
  return undefined;
}

function parseRequestId(line: string): unknown {
  try {
    const { id, method } = Object(JSON.parse(line)) as { id?: unknown; method?: unknown };
    return typeof method === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
