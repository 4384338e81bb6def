import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { describeOldNode, OLDEST_NODE } from '../../../src/main/node-version.ts';

it.each(['16.20.2', '18.20.8', '20.0.0', '20.9.0', '20.17.9'])('Node %s is refused, in both languages', (version) => {
  expect(describeOldNode(version)?.en).toMatch(new RegExp(`Node 20.18 or newer.* Node ${version};`));
  expect(describeOldNode(version)?.ko).toMatch(new RegExp(`Node 20.18 이상이 필요합니다.* Node ${version}입니다`));
});

it.each(['20.18.0', '20.19.4', '22.0.0', '24.11.1'])('Node %s is accepted', (version) => {
  expect(describeOldNode(version)).toBeUndefined();
});

it('the oldest version of Node is the one that package.json requires', () => {
  expect(packageJson.engines.node).toBe(`>=${OLDEST_NODE}`);
});
