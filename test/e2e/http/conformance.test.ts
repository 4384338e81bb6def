import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findReason, requiredScenarios } from '../../../scripts/conformance/reasons.ts';
import { revisions, runSuite } from '../../../scripts/conformance/suite.ts';
import { startConformanceServer } from '../../support/conformance-server.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';

let product: HttpServer;
let fixture: Awaited<ReturnType<typeof startConformanceServer>>;

beforeAll(async () => {
  product = await startHttpServer('http://127.0.0.1:9', { flags: ['--sandbox'] });
  fixture = await startConformanceServer();
});
afterAll(async () => {
  await fixture.close();
  await product.close();
});

describe.each(revisions)('the official MCP conformance suite, %s', (revision) => {
  it('the server passes every scenario that applies to any server', async () => {
    const scenarios = await runSuite(product.url, revision);
    const failed = scenarios.filter((scenario) => scenario.failed > 0).map(({ name }) => name);
    expect(failed.filter((name) => findReason(name, 'product') === undefined)).toEqual([]);
    expect(scenarios.map(({ name }) => name)).toEqual(expect.arrayContaining([...requiredScenarios[revision]]));
    expect(failed.filter((name) => requiredScenarios[revision].includes(name))).toEqual([]);
  }, 60_000);

  it("the transport passes every scored scenario with the suite's fixtures", async () => {
    const scenarios = await runSuite(fixture.url, revision);
    const failed = scenarios.filter((scenario) => scenario.failed > 0).map(({ name }) => name);
    expect(failed.filter((name) => findReason(name, 'fixture') === undefined)).toEqual([]);
    const scored = scenarios.filter(({ name }) => findReason(name, 'fixture') === undefined);
    expect(scored.length).toBeGreaterThan(30);
    expect(scored.reduce((sum, { passed }) => sum + passed, 0)).toBeGreaterThan(70);
  }, 60_000);
});
