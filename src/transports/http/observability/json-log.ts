import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { createPseudonyms } from '../../../base/pseudonym.ts';
import type { Telemetry } from '../../../guard/telemetry.ts';

export interface JsonLog {
  /** Logs a line of text. */
  logLine(text: string): void;
  /** Logs a line for each call: the tool, how it ended and who called, but no arguments or results. */
  logCall: Telemetry['toolCalled'];
}

/** Creates a log of JSON lines, on stderr or where a test collects them. */
export function createJsonLog(
  name: string,
  destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
): JsonLog {
  // The same caller has the same name until the server restarts.
  const pseudonyms = createPseudonyms(randomBytes(32));
  const log = pino(
    {
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
  return {
    logLine: (text) => log.info(text),
    logCall({ tool, outcome, seconds, caller }) {
      const { id, trace, request } = caller;
      const level = outcome === 'internal' || outcome === 'outcome_unknown' ? 'warn' : 'info';
      const [tenant, name] = id.includes('/') ? [id.split('/', 1)[0], id.slice(id.indexOf('/') + 1)] : [undefined, id];
      // The name from an authorization server may be a person's email address or phone number.
      const who = { tenant, caller: pseudonyms.ofId(name) };
      log[level]({ tool, outcome, ms: Math.round(seconds * 1000), ...who, trace, request }, 'call');
    },
  };
}
