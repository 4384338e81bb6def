import { fork } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { root } from '../scripts/build/bundle.ts';
import { readResidentMb, type StdioClient, startAndListTools } from './client.ts';

/**
 * `search_payments` and `summarize_payments` over a large shop with slow responses: the time to the first page, and the
 * time of a complete scan compared with plain fetches of the same pages with the same concurrency in the same run.
 */
const { values } = parseArgs({
  options: {
    payments: { type: 'string', default: '200000' },
    delay: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '5' },
  },
});
const AT_ONCE = 5;
const ROWS = 1000;
const DAY = 86_400;
const KST = 9 * 3600;
/** How the server sorts the list of each status. */
const LISTS = { paid: '-paid', cancelled: '-paid', failed: '-started', ready: '-started' };

const getMedian = (sample: readonly number[]) =>
  [...sample].sort((a, b) => a - b)[Math.floor(sample.length / 2)] ?? Number.NaN;

async function measure<T>(run: () => Promise<T>): Promise<[number, T]> {
  const startedAt = performance.now();
  const result = await run();
  return [performance.now() - startedAt, result];
}

/** The floor of a scan: the same lists, read with plain fetches. */
function createBareReader(url: string, token: string) {
  const get = async (path: string) => {
    const reply = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } });
    return reply.text();
  };
  const buildPath = (status: string, sorting: string, from: number, to: number, page: number) =>
    `/payments/status/${status}?page=${page}&limit=${ROWS}&from=${from}&to=${to}&sorting=${sorting}`;
  return {
    /** Reads the pages that a scan of these days needs, including the second read of the newest ones. */
    async listPages(days: number): Promise<string[]> {
      const now = Math.floor(Date.now() / 1000);
      const from = (Math.floor((now + KST) / DAY) - days + 1) * DAY - KST;
      const paths: string[] = [];
      for (const [status, sorting] of Object.entries(LISTS)) {
        for (let to = now + 600; to >= from; to -= 90 * DAY) {
          const start = Math.max(from, to - 90 * DAY + 1);
          const { response } = JSON.parse(await get(buildPath(status, sorting, start, to, 1)));
          const count = Math.max(1, Math.ceil(response.total / ROWS));
          for (let page = 1; page <= count; page++) paths.push(buildPath(status, sorting, start, to, page));
        }
        if (status !== 'ready') paths.push(buildPath(status, sorting, now - 600, now + 600, 1));
      }
      return paths;
    },
    async read(paths: readonly string[]): Promise<void> {
      const limit = pLimit(AT_ONCE);
      await limit.map(paths, get);
    },
    async pickBuyerName(): Promise<string> {
      const { response } = JSON.parse(await get('/payments/status/paid?limit=1000'));
      return response.list[500].buyer_name;
    },
  };
}

async function fetchToken(url: string): Promise<string> {
  const body = JSON.stringify({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' });
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(`${url}/users/getToken`, { method: 'POST', headers, body });
  // The sandbox responds like PortOne.
  const { response } = (await reply.json()) as { response: { access_token: string } };
  return response.access_token;
}

interface ToolAnswer {
  structuredContent?: { payments?: unknown[]; searched: { complete: boolean }; cursor?: string };
}

async function call(client: StdioClient, name: string, args: object) {
  const { structuredContent } = (await client.request('tools/call', { name, arguments: args })) as ToolAnswer;
  if (!structuredContent) throw new Error(`${name} gave no answer`);
  return structuredContent;
}

const upstream = fork(join(root, 'bench/search-upstream.ts'), [values.payments, values.delay], {
  execArgv: ['--import', 'tsx'],
});
try {
  const url = await new Promise<string>((resolve) => upstream.once('message', (message) => resolve(String(message))));
  const bare = createBareReader(url, await fetchToken(url));
  const { client } = await startAndListTools(join(root, 'dist/main.js'), {
    PORTONE_V1_BASE_URL: url,
    PORTONE_V1_API_KEY: 'sandbox_key',
    PORTONE_V1_API_SECRET: 'sandbox_secret',
  });
  const nobody = { buyer_name: '아무도아닌사람' };
  const somebody = { buyer_name: await bare.pickBuyerName(), limit: 5 };
  await call(client, 'search_payments', somebody);

  const pages = { quarter: await bare.listPages(90), all: await bare.listPages(400) };
  const ms = { reply: [0], latest: [0], first: [0], quarter: [0], floor: [0], all: [0], floorOfAll: [0], sum: [0] };
  for (const sample of Object.values(ms)) sample.pop();
  const memory: number[] = [(await readResidentMb(client.pid)) ?? Number.NaN];
  // Candidates alternate, so that other load on the machine affects all of them alike.
  for (let round = 0; round < Number(values.rounds); round++) {
    ms.reply.push((await measure(() => bare.read(pages.quarter.slice(0, 1))))[0]);
    ms.latest.push((await measure(() => call(client, 'search_payments', {})))[0]);
    const [first, page] = await measure(() => call(client, 'search_payments', somebody));
    if (page.payments?.length !== somebody.limit) throw new Error('the first page is not full');
    ms.first.push(first);
    ms.floor.push((await measure(() => bare.read(pages.quarter)))[0]);
    const [quarter, none] = await measure(() => call(client, 'search_payments', nobody));
    if (!none.searched.complete || none.payments?.length !== 0) throw new Error('the scan is not complete');
    ms.quarter.push(quarter);
    memory.push((await readResidentMb(client.pid)) ?? Number.NaN);
    ms.floorOfAll.push((await measure(() => bare.read(pages.all)))[0]);
    ms.all.push((await measure(() => call(client, 'search_payments', { ...nobody, period: 'last 400 days' })))[0]);
    memory.push((await readResidentMb(client.pid)) ?? Number.NaN);
    ms.sum.push((await measure(() => call(client, 'summarize_payments', { period: 'last 400 days' })))[0]);
    memory.push((await readResidentMb(client.pid)) ?? Number.NaN);
  }
  await client.close();

  const roundMedian = (sample: readonly number[]) => Math.round(getMedian(sample));
  const formatRatio = (own: readonly number[], floor: readonly number[]) =>
    (getMedian(own) / getMedian(floor)).toFixed(2);
  console.log(
    `${values.payments} payments over 400 days, ${values.delay} ms for a reply, ${AT_ONCE} at once, medians of ${values.rounds} rounds\n`,
  );
  console.log('| what | ms | floor, ms | ratio | target |\n| --- | --: | --: | --: | --- |');
  console.log(`| one page, bare | ${roundMedian(ms.reply)} | | | |`);
  console.log(`| the latest 20 payments | ${roundMedian(ms.latest)} | | | |`);
  console.log(`| the latest ${somebody.limit} of a buyer, 90 days | ${roundMedian(ms.first)} | | | |`);
  console.log(
    `| complete scan of 90 days, ${pages.quarter.length} pages | ${roundMedian(ms.quarter)} | ${roundMedian(ms.floor)} | ${formatRatio(ms.quarter, ms.floor)} × | ≤ 1.3 × |`,
  );
  console.log(
    `| complete scan of 400 days, ${pages.all.length} pages | ${roundMedian(ms.all)} | ${roundMedian(ms.floorOfAll)} | ${formatRatio(ms.all, ms.floorOfAll)} × | ≤ 1.3 × |`,
  );
  console.log(
    `| sums of 400 days, ${pages.all.length} pages | ${roundMedian(ms.sum)} | ${roundMedian(ms.floorOfAll)} | ${formatRatio(ms.sum, ms.floorOfAll)} × | |`,
  );
  console.log(`\nResident memory, MB, at the start and after each scan: ${memory.map(Math.round).join(', ')}`);
} finally {
  upstream.disconnect();
}
