import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { createTokenShelf } from '../../../src/main/shared-token-cache.ts';
import { createPortOne, type PortOne } from '../../../src/portone/client.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { type Store, StoreUnreachable } from '../../../src/store/store.ts';
import { later, refusal, type ScriptedServer, startScriptedServer, token } from '../../support/scripted-server.ts';

const key = new Uint8Array(32).fill(7);
let upstream: ScriptedServer;
let store: Store;
let clock: number;
let open: PortOne[];
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

/** A server of the fleet; its own clock stands anywhere. */
function server({ offset = 0, from = store, by = key } = {}): PortOne {
  const settings = { baseUrl: upstream.baseUrl, apiKey: 'the-key', apiSecret: 'the-secret', userAgent: 'a-test/1' };
  const portone = createPortOne(settings, {
    now: () => (clock + offset) * 1000,
    shelf: createTokenShelf(from, by),
  });
  open.push(portone);
  return portone;
}
const read = (portone: PortOne) => portone.call(getPayment, { imp_uid: 'imp_1' });
const bearers = () => upstream.received.map(({ headers }) => headers.authorization);

describe('a token that servers share', () => {
  it('is asked for once, though all want it at the same moment', async () => {
    upstream.tokenScript.push(later(120, token('shared', 1800)));
    const servers = Array.from({ length: 5 }, () => server());
    await Promise.all(servers.flatMap((one) => [read(one), read(one)]));
    expect(upstream.tokensAsked).toHaveLength(1);
    expect(new Set(bearers())).toEqual(new Set(['Bearer shared']));
  });

  it('ends a minute early for all, whatever time it is where they run', async () => {
    upstream.tokenScript.push(token('a', 1800, 5), token('b', 1800));
    const [one, late, early] = [server(), server({ offset: 1e7 }), server({ offset: -1e7 })];
    await read(one);
    clock += 1_700;
    for (const each of [late, early, one]) await read(each);
    expect(upstream.tokensAsked).toHaveLength(1);
    clock += 41;
    for (const each of [late, early, one]) await read(each);
    expect(bearers()).toEqual([...Array(4).fill('Bearer a'), ...Array(3).fill('Bearer b')]);
    expect(upstream.tokensAsked).toHaveLength(2);
  });

  it('is dropped for all by one that meets a 401', async () => {
    const [one, other] = [server(), server()];
    await read(one);
    await read(other);
    upstream.script.push(refusal(401, 'Unauthorized'));
    await read(one);
    await read(other);
    expect(bearers()).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
      'Bearer token-2',
    ]);
    expect(upstream.tokensAsked).toHaveLength(2);
  });

  it('is asked for by each where the store cannot be reached', async () => {
    const gone = () => Promise.reject(new StoreUnreachable('closed'));
    const lost: Store = { ...store, get: gone, put: gone, swap: gone, publish: gone, subscribe: gone };
    for (const one of [server({ from: lost }), server({ from: lost })]) {
      await read(one);
      await read(one);
    }
    expect(upstream.tokensAsked).toHaveLength(2);
  });

  it('is waited for no longer than a while when the server that asks has died', async () => {
    await store.swap('token-turn', { from: undefined, to: 'a server that died', seconds: 10 });
    const reading = read(server());
    const passing = setInterval(() => {
      clock += 1;
    }, 10);
    await reading;
    clearInterval(passing);
    expect(upstream.tokensAsked).toHaveLength(1);
  });

  it('is nothing to a server with another key, nor to who reads the store', async () => {
    const kept: string[] = [];
    const watched: Store = {
      ...store,
      async put(name, value, seconds) {
        kept.push(value);
        await store.put(name, value, seconds);
      },
    };
    upstream.tokenScript.push(token('the-very-token', 1800));
    await read(server({ from: watched }));
    expect(kept).toHaveLength(1);
    expect(kept.join() + Buffer.from(kept.join(), 'base64url').toString('latin1')).not.toContain('the-very-token');
    await read(server({ by: new Uint8Array(32).fill(8) }));
    expect(bearers()).toEqual(['Bearer the-very-token', 'Bearer token-2']);
  });
});
