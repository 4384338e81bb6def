import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { type PortOneClient, steps } from './conversation.ts';
import { createIamportClient } from './iamport.ts';
import { createRestClient } from './iamport-rest-client.ts';
import { createServerApiClient } from './iamport-server-api.ts';
import { loadClient } from './load-client.ts';

const libraries: Readonly<Record<string, (url: string) => PortOneClient | undefined>> = {
  iamport: createIamportClient,
  'iamport-rest-client-nodejs': createRestClient,
  'iamport-server-api': createServerApiClient,
};
const modes = Object.keys(libraries).flatMap((library) => [false, true].map((strict) => ({ library, strict })));

describe.each(modes)('the public client library $library, with a sandbox whose strict mode is $strict', (mode) => {
  const { library, strict } = mode;
  const create = libraries[library] ?? (() => undefined);
  const isInstalled = loadClient(library) !== undefined;
  const supported = steps.filter(({ needs }) => create('http://127.0.0.1')?.[needs] !== undefined);
  let sandbox: Sandbox;
  let client: PortOneClient | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox({ seed: 1, strict });
    client = create(sandbox.url);
  });
  afterAll(() => sandbox.close());

  it.skipIf(!isInstalled)(
    'the library is installed by npm run clients:install, and can hold most of the conversation',
    () => {
      expect(supported.length).toBeGreaterThanOrEqual(9);
    },
  );

  it.each(supported)(`${library} $says (strict: ${strict})`, async ({ does, expects }) => {
    expect(client && (await does(client, sandbox))).toMatchObject(Object(expects));
  });
});
