/**
 * `npm run hosts:capture -- <folder> [--lang <ko|en>] [name …]`: asks for four operations in each host, declines them where a
 * form is shown, and writes what a person saw to `<folder>`, one file a host and operation.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { startUpstream } from '../support/upstream.ts';
import { playScene } from './measure.ts';
import { startStandInModel } from './model/stand-in-model.ts';
import { listPrograms } from './programs.ts';
import type { PlannedCall, Scene } from './scenes.ts';

const calls: Readonly<Record<string, PlannedCall>> = {
  refund: {
    tool: 'refund_payment',
    args: { merchant_uid: 'order_paid_card', amount: 20_000, reason: '고객 요청' },
  },
  'cancel all schedules': {
    tool: 'cancel_schedules',
    args: { customer_uid: 'customer_sample_0001', all: true },
  },
  'charge 1500000': {
    tool: 'pay_with_billing_key',
    args: { customer_uid: 'customer_sample_0001', merchant_uid: 'order_new', amount: 1_500_000, name: '연간 이용권' },
  },
  'register a card': {
    tool: 'issue_billing_key',
    args: { customer_uid: 'customer_new', channel_key: 'channel-key-5a4db0c5-0000-4000-8000-000000000011' },
  },
};

const toScene = ([name, call]: [string, PlannedCall]): Scene => ({
  name,
  prompt: `Please do this: ${name}.`,
  decision: 'deny',
  call,
  expectedText: '',
  expectedLedger: [],
});

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { lang: { type: 'string', default: 'ko' } },
});
const [folder, ...wanted] = positionals;
if (folder === undefined) throw new Error('Give the folder for the captures.');
mkdirSync(folder, { recursive: true });
const { hosts } = listPrograms();
const upstream = await startUpstream();
const model = await startStandInModel(toolDefinitions.map(({ definition }) => definition.name));
for (const host of hosts.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
  for (const scene of Object.entries(calls).map(toScene)) {
    const screens: string[] = [];
    const bench = {
      upstream,
      model,
      lang: values.lang === 'en' ? 'en' : 'ko',
      isLinkIgnored: true,
      onQuestion: (screen: string) => screens.push(screen),
    } as const;
    const { conversation, problem } = await playScene(host, 'stdio', scene, bench);
    const parts = [
      `${host.name} ${host.version}: ${scene.name}`,
      ...(screens.length > 0 ? screens : ['(nothing was shown)']),
      `The model was told: ${conversation.toolResults.at(-1) ?? 'nothing'}`,
      ...(problem === undefined ? [] : [`Problem: ${problem}`]),
    ];
    writeFileSync(join(folder, `${host.name} - ${scene.name}.txt`.replaceAll(' ', '-')), `${parts.join('\n\n')}\n`);
  }
model.close();
await upstream.close();
