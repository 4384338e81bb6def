import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { languages } from '../../src/base/bilingual.ts';
import { readConfig } from '../../src/config/index.ts';
import { createMerchantContext, type MerchantContext } from '../../src/main/create-context.ts';
import { resources } from '../../src/resources/records/index.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { tools } from '../../src/tools/index.ts';

const { signal } = new AbortController();
const admit = async () => {};
let folder: string;
let merchant: MerchantContext;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resources-'));
  const config = readConfig(['--sandbox', '--audit', join(folder, 'ledger')], {});
  if (config.command !== 'serve') throw new Error('these flags serve');
  const approvals = () => Promise.reject(new Error('nothing is asked here'));
  merchant = await createMerchantContext(config, { store: createMemoryStore(() => 0), approvals });
});
afterAll(async () => {
  await merchant.close();
  await rm(folder, { recursive: true });
});

it('the resources match their snapshot', async () => {
  const readResources = await Promise.all(
    languages.map(async (lang) => {
      // Without the tool that reads single payments the list contains only the fixed resources.
      const offer = createResourceRegistry(merchant.guard.context, lang, (tool) => tool !== 'get_payment');
      const { templates } = createResourceRegistry(merchant.guard.context, lang, () => true);
      return { lang, templates, fixed: (await offer.list(undefined, admit)).resources };
    }),
  );
  await expect(`${JSON.stringify(readResources, null, 2)}\n`).toMatchFileSnapshot('__snapshots__/resources.json');
});

it('every resource is read by a read-only tool and disappears without it', async () => {
  for (const { tool } of resources)
    if (tool !== undefined) expect(tools.find(({ name }) => name === tool)?.effect, tool).toBe('read');
  const offer = createResourceRegistry(merchant.guard.context, 'en', () => false);
  expect(offer.templates).toEqual([]);
  expect((await offer.list(undefined, admit)).resources.map(({ uri }) => uri)).toEqual(['portone://audit/recent']);
  expect(await offer.read('portone://codes/banks', signal, 'local')).toBeUndefined();
  const { text } = (await offer.read('portone://audit/recent', signal, 'local')) ?? { text: '' };
  expect(JSON.parse(text)).toEqual({ ledger: 'on', lines: [] });
});
