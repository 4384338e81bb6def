import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { tools } from '../../src/tools/index.ts';
import { type ElicitResult, openSession, type Session } from '../support/clients.ts';
import { type Lanes, openLanes } from '../support/lanes.ts';
import { expectSameNames } from '../support/same-names.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

/** A server with a shop of its own, and the person who answers its questions. */
interface Lane {
  upstream: Upstream;
  samples: Samples;
  session: Session;
  person: { reaction: ElicitResult; asked: number };
}

let lanes: Lanes<Lane>;

beforeAll(async () => {
  lanes = await openLanes(async () => {
    const upstream = await startUpstream();
    const person: Lane['person'] = { reaction: { action: 'decline' }, asked: 0 };
    const command = getServerCommand(upstream.url, '--allow-card-data');
    const session = await openSession('SDK v2, 2026-07-28', command, () => {
      person.asked += 1;
      return person.reaction;
    });
    return { upstream, samples: await upstream.readSamples(), session, person };
  });
});
afterAll(() =>
  Promise.all(
    lanes.all.map(async ({ session, upstream }) => {
      await session.close();
      await upstream.close();
    }),
  ),
);

/** Runs a test against an untouched shop, whose person reacts to every question like this. */
const withPerson = (reaction: ElicitResult, run: (lane: Lane) => Promise<void>) =>
  lanes.use(async (lane) => {
    await lane.upstream.reset();
    Object.assign(lane.person, { reaction, asked: 0 });
    await run(lane);
  });

it('every endpoint has exactly one example call', () => {
  expectSameNames(
    cases.map((one) => one.tool),
    endpoints.map((row) => row.name),
    'add a case in test/e2e/calls/, then npm run accept',
  );
});

describe.concurrent.each(cases)('the tool $tool', ({ tool: name, buildArguments, assertResult, getExpectedEntry }) => {
  const tool = tools.find((one) => one.name === name);

  it("the tool returns PortOne's response and the ledger shows one change at most", () =>
    withPerson({ action: 'accept', content: { confirm: 'yes' } }, async ({ session, samples, upstream, person }) => {
      const { isError, structured, text } = await session.call(name, buildArguments(samples));
      expect(isError, text).toBe(false);
      assertResult(structured, samples);
      expect(person.asked).toBe(tool?.confirm ? 1 : 0);
      const { entries, warnings } = await upstream.readLedger();
      expect(warnings).toEqual([]);
      expect(entries).toMatchObject(getExpectedEntry ? [getExpectedEntry(samples)] : []);
    }));
});

describe.concurrent.each(cases.filter(({ tool: name }) => tools.some((one) => one.name === name && one.confirm)))(
  'the tool $tool after a decline',
  ({ tool, buildArguments }) => {
    it('a declined call changes nothing, and is asked again if it is repeated', () =>
      withPerson({ action: 'decline' }, async ({ session, samples, upstream, person }) => {
        const { isError, structured } = await session.call(tool, buildArguments(samples));
        expect(isError).toBe(true);
        expect(structured).toMatchObject({ error: { kind: 'not_confirmed' } });
        expect(person.asked).toBe(1);
        expect((await upstream.readLedger()).entries).toEqual([]);
        // A client that people only decline must pause.
        person.reaction = { action: 'accept', content: { confirm: 'yes' } };
        expect((await session.call(tool, buildArguments(samples))).isError).toBe(false);
        expect(person.asked).toBe(2);
      }));
  },
);
