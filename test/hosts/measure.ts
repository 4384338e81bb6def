import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../src/base/bilingual.ts';
import { startHttpServer } from '../support/http-server.ts';
import { getServerCommand, type Upstream } from '../support/upstream.ts';
import type { Host, Transport } from './host.ts';
import type { Connection } from './libraries/job.ts';
import type { Conversation, StandInModel } from './model/stand-in-model.ts';
import { decideOnPage } from './person/decide-on-page.ts';
import { type Scene, scenes } from './scenes.ts';
import { recordHttp } from './wire/http-recording.ts';
import { readStdioRecording, recordStdio } from './wire/stdio-recording.ts';
import { readTraffic, type Traffic } from './wire/traffic.ts';

/** Where the conversations take place. */
export interface Bench {
  upstream: Upstream;
  model: StandInModel;
  lang?: Language;
  /** Nobody opens a link; the model passes it on. */
  isLinkIgnored?: boolean;
  onQuestion?: (screen: string) => void;
}

/** What became of one conversation. */
export interface SceneReport {
  scene: Scene;
  conversation: Conversation;
  traffic: Traffic;
  /** Why it failed; absent if everything was as expected. */
  problem?: string;
}

export interface HostReport {
  host: Host;
  transport: Transport;
  scenes: readonly SceneReport[];
}

/** Plays every scene with a host, each against an untouched shop and a new server. */
export async function measureHost(host: Host, transport: Transport, bench: Bench): Promise<HostReport> {
  const reports: SceneReport[] = [];
  for (const scene of scenes) reports.push(await playScene(host, transport, scene, bench));
  return { host, transport, scenes: reports };
}

/** Plays one scene against an untouched shop and a new server. */
export async function playScene(
  host: Host,
  transport: Transport,
  scene: Scene,
  { upstream, model, lang = 'en', isLinkIgnored = false, onQuestion }: Bench,
): Promise<SceneReport> {
  const folder = mkdtempSync(join(tmpdir(), 'portone-hosts-'));
  await upstream.reset();
  const { connection, readMessages, close } = await connect(transport, upstream.url, lang, folder);
  const conversation = model.startConversation(scene.call, async (link) =>
    isLinkIgnored ? 'ignored' : decideOnPage(link, scene.decision),
  );
  const hasListedTools = () => readTraffic(readMessages()).toolNames.length > 0;
  let failure: string | undefined;
  try {
    const stage = { scene, connection, modelUrl: model.url, conversation, folder, hasListedTools };
    await host.play({ ...stage, ...(onQuestion ? { onQuestion } : {}) });
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  } finally {
    await close();
  }
  const { entries } = await upstream.readLedger();
  const traffic = readTraffic(readMessages());
  // Helpers of a host may still write to its home for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  const problem = [findProblem(scene, conversation, traffic, entries), failure].filter((part) => part).join('; ');
  return { scene, conversation, traffic, ...(problem ? { problem } : {}) };
}

async function connect(transport: Transport, upstreamUrl: string, lang: Language, folder: string) {
  if (transport === 'stdio') {
    const command = recordStdio(getServerCommand(upstreamUrl, '--lang', lang), folder);
    const connection: Connection = { transport, ...command };
    return { connection, readMessages: () => readStdioRecording(folder), close: async () => {} };
  }
  const server = await startHttpServer(upstreamUrl, { flags: ['--lang', lang] });
  const recording = await recordHttp(server.url);
  const connection: Connection = { transport, url: recording.url };
  const close = () => {
    recording.close();
    return server.close();
  };
  return { connection, readMessages: recording.readMessages, close };
}

/** The first thing that a scene got wrong; money before words. */
function findProblem(
  scene: Scene,
  conversation: Conversation,
  traffic: Traffic,
  ledger: readonly { path: string; amount?: unknown }[],
): string | undefined {
  const done = ledger.map(({ path, amount }) => `${path} ${amount}`);
  const expected = scene.expectedLedger.map(({ path, amount }) => `${path} ${amount}`);
  const lastResult = conversation.toolResults.at(-1);
  const description =
    lastResult === undefined ? 'the result never reached the model' : `the model got: ${lastResult.slice(0, 200)}`;
  if (done.join() !== expected.join())
    return `the shop saw [${done.join(', ')}], not [${expected.join(', ')}]; ${description}`;
  if (traffic.results.length === 0) return 'the host never called the tool';
  return lastResult?.includes(scene.expectedText) ? undefined : description;
}
