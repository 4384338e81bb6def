import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { createSharedTokenCache } from '../../../src/main/shared-token-cache.ts';
import { createPortOne, type PortOneConnection } from '../../../src/portone/client.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../src/store/store.ts';
import {
  respondLater,
  respondRejection,
  respondToken,
  type ScriptedServer,
  startScriptedServer,
} from '../../support/scripted-server.ts';

const key = new Uint8Array(32).fill(7);
let upstream: ScriptedServer;
let store: Store;
let clock: number;
let open: PortOneConnection[];
beforeEach(async () => {
  upstream = await startScriptedServer();
  clock = 0;
  store = createMemoryStore(() => clock);
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((portone) => portone.close()));
  await upstream.close();
});

/** A server that shares the store; its local clock may be wrong by any offset. */
function createServer({ offset = 0, from = store, by = key } = {}): PortOneConnection {
  const settings = { baseUrl: upstream.baseUrl, apiKey: 'the-key', apiSecret: 'the-secret', userAgent: 'a-test/1' };
  const portone = createPortOne(settings, {
    now: () => (clock + offset) * 1000,
    cache: createSharedTokenCache(from, by),
  });
  open.push(portone);
  return portone;
}
const readPayment = ({ reader }: PortOneConnection) => reader.call(getPayment, { imp_uid: 'imp_1' });
const getBearers = () => upstream.received.map(({ headers }) => headers.authorization);

describe('an access token shared between servers', () => {
  it('the shared token is requested once, although all servers need it at the same time', async () => {
    upstream.tokenScript.push(respondLater(120, respondToken('shared', 1800)));
    const servers = Array.from({ length: 5 }, () => createServer());
    await Promise.all(servers.flatMap((one) => [readPayment(one), readPayment(one)]));
    expect(upstream.tokenRequests).toHaveLength(1);
    expect(new Set(getBearers())).toEqual(new Set(['Bearer shared']));
  });

  it('the shared token is renewed one minute early on all servers, whatever their clocks say', async () => {
    upstream.tokenScript.push(respondToken('a', 1800, 5), respondToken('b', 1800));
    const [one, late, early] = [createServer(), createServer({ offset: 1e7 }), createServer({ offset: -1e7 })];
    await readPayment(one);
    clock += 1_700;
    for (const each of [late, early, one]) await readPayment(each);
    expect(upstream.tokenRequests).toHaveLength(1);
    clock += 41;
    for (const each of [late, early, one]) await readPayment(each);
    expect(getBearers()).toEqual([...Array(4).fill('Bearer a'), ...Array(3).fill('Bearer b')]);
    expect(upstream.tokenRequests).toHaveLength(2);
  });

  it('the shared token is dropped on all servers after one of them gets a 401', async () => {
    const [one, other] = [createServer(), createServer()];
    await readPayment(one);
    await readPayment(other);
    upstream.script.push(respondRejection(401, 'Unauthorized'));
    await readPayment(one);
    await readPayment(other);
    expect(getBearers()).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ]);
    expect(upstream.tokenRequests).toHaveLength(2);
  });

  it('each server requests its own token when the store is unreachable', async () => {
    const rejectUnreachable = () => Promise.reject(new StoreUnreachable('closed'));
    const unreachableStore: Store = {
      ...store,
      get: rejectUnreachable,
      set: rejectUnreachable,
      compareAndSwap: rejectUnreachable,
      publish: rejectUnreachable,
      subscribe: rejectUnreachable,
    };
    for (const one of [createServer({ from: unreachableStore }), createServer({ from: unreachableStore })]) {
      await readPayment(one);
      await readPayment(one);
    }
    expect(upstream.tokenRequests).toHaveLength(2);
  });

  it('a server stops waiting for a token request of a crashed server', async () => {
    await store.compareAndSwap('token-turn', { from: undefined, to: 'a server that died', seconds: 10 });
    const reading = readPayment(createServer());
    const passing = setInterval(() => {
      clock += 1;
    }, 10);
    await reading;
    clearInterval(passing);
    expect(upstream.tokenRequests).toHaveLength(1);
  });

  it('the shared token is unreadable in the store and to servers with another key', async () => {
    const storedValues: string[] = [];
    const watched: Store = {
      ...store,
      async set(name, value, seconds) {
        storedValues.push(value);
        await store.set(name, value, seconds);
      },
    };
    upstream.tokenScript.push(respondToken('the-very-token', 1800));
    await readPayment(createServer({ from: watched }));
    expect(storedValues).toHaveLength(1);
    expect(storedValues.join() + Buffer.from(storedValues.join(), 'base64url').toString('latin1')).not.toContain(
      'the-very-token',
    );
    await readPayment(createServer({ by: new Uint8Array(32).fill(8) }));
    expect(getBearers()).toEqual(['Bearer the-very-token', 'Bearer token-2']);
  });
});
