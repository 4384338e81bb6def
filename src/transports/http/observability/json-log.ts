import pino from 'pino';
import { pseudonymize } from '../../../base/pseudonym.ts';
import type { Telemetry } from '../../../guard/telemetry.ts';

export interface JsonLog {
  /** One line of our own words. */
  logLine(text: string): void;
  /** One line for each call: which tool, how it ended, who called; nothing of what was asked or answered. */
  logCall: Telemetry['toolCalled'];
}

/** JSON lines on stderr, or where a test wants them. */
export function createJsonLog(
  name: string,
  destination: pino.DestinationStream = pino.destination({ fd: 2, sync: true }),
): JsonLog {
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
      // A name that an authorization server gives may be an address or a number of the person.
      const who = { tenant, caller: pseudonymize(name) };
      log[level]({ tool, outcome, ms: Math.round(seconds * 1000), ...who, trace, request }, 'call');
    },
  };
}
