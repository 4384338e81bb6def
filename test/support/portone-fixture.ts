import { afterEach, beforeEach } from 'vitest';
import {
  createPortOne,
  type PortOneConnection,
  type PortOneDependencies,
  type PortOneReader,
  type PortOneSettings,
} from '../../src/portone/client.ts';
import type { PortOneError } from '../../src/portone/errors.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

export interface PortOneFixture {
  server: ScriptedServer;
  portone: PortOneReader;
  /** The same client with the right to write, for `sendUnguarded`. */
  connection: PortOneConnection;
  /** How long was slept, in milliseconds; nothing is slept in truth. */
  slept: number[];
  /** The monotonic clock in milliseconds. */
  clock: { now: number };
}

/** A client beside a scripted server, fresh for every test. */
export function usePortOne(parts: PortOneDependencies = {}, settings: Partial<PortOneSettings> = {}): PortOneFixture {
  const fixture = { slept: [], clock: { now: 0 } } as unknown as PortOneFixture;
  beforeEach(async () => {
    fixture.server = await startScriptedServer();
    fixture.slept.length = 0;
    fixture.clock.now = 5_000;
    fixture.connection = createPortOne(
      {
        ...{ baseUrl: fixture.server.baseUrl, apiKey: 'the-key', apiSecret: 'the-secret', userAgent: 'a-test/1' },
        ...settings,
      },
      {
        now: () => fixture.clock.now,
        sleep: async (ms) => {
          fixture.slept.push(ms);
        },
        random: () => 0.5,
        ...parts,
      },
    );
    fixture.portone = fixture.connection.reader;
  });
  afterEach(async () => {
    await fixture.server.close();
    await fixture.connection.close();
  });
  return fixture;
}

/** The error of a call; a successful response fails the test. */
export async function catchPortOneError(call: Promise<unknown>): Promise<PortOneError> {
  const error = await call.then(
    (value) => {
      throw new Error(`Expected a failure and got ${JSON.stringify(value)}`);
    },
    (reason: unknown) => reason,
  );
  // The callers check the fields of the class; any other error fails there.
  return error as PortOneError;
}
