import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { tools } from '../../src/tools/index.ts';
import { type ElicitResult, openSession, type Session } from '../support/clients.ts';
import { expectSameNames } from '../support/same-names.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

let upstream: Upstream;
let samples: Samples;
let session: Session;
let reaction: ElicitResult;
let asked = 0;

beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  const command = getServerCommand(upstream.url, '--allow-card-data');
  session = await openSession('SDK v2, 2026-07-28', command, () => {
    asked += 1;
    return reaction;
  });
});
beforeEach(async () => {
  await upstream.reset();
  asked = 0;
});
afterAll(async () => {
  await session.close();
  await upstream.close();
});

it('every endpoint has exactly one example call', () => {
  expectSameNames(
    cases.map((one) => one.tool),
    endpoints.map((row) => row.name),
    'add a case in test/e2e/calls/, then npm run accept',
  );
});

describe.each(cases)('the tool $tool', ({ tool: name, buildArguments, assertResult, getExpectedEntry }) => {
  const tool = tools.find((one) => one.name === name);

  it("the tool returns PortOne's response and the ledger shows one change at most", async () => {
    reaction = { action: 'accept', content: { confirm: 'yes' } };
    const { isError, structured, text } = await session.call(name, buildArguments(samples));
    expect(isError, text).toBe(false);
    assertResult(structured, samples);
    expect(asked).toBe(tool?.confirm ? 1 : 0);
    const { entries, warnings } = await upstream.readLedger();
    expect(warnings).toEqual([]);
    expect(entries).toMatchObject(getExpectedEntry ? [getExpectedEntry(samples)] : []);
  });
});

describe.each(cases.filter(({ tool: name }) => tools.some((one) => one.name === name && one.confirm)))(
  'the tool $tool after a decline',
  ({ tool, buildArguments }) => {
    it('a declined call changes nothing', async () => {
      reaction = { action: 'decline' };
      const { isError, structured } = await session.call(tool, buildArguments(samples));
      expect(isError).toBe(true);
      expect(structured).toMatchObject({ error: { kind: 'not_confirmed' } });
      expect(asked).toBe(1);
      expect((await upstream.readLedger()).entries).toEqual([]);
    });
  },
);
