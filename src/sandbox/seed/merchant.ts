import { channels, getGroupChannels, sampleChannelGroup } from '../behavior/channels.ts';
import type { SeedContext } from './context.ts';

/** Seeds the shop's channels and sub-merchants, and lists their keys in the samples. */
export function seedMerchant({ world, samples }: SeedContext): void {
  world.pgSettings.push(...channels.map((channel) => ({ ...channel })));
  for (const [tier_code, tier_name] of [
    ['001', '강남 직영점'],
    ['002', '부산 서면점'],
    ['A0B', '온라인 제휴몰'],
  ] as const)
    world.tiers.set(tier_code, { tier_code, tier_name });
  samples.tier = { tier_code: '001' };

  const getChannelKey = (type: string, sandbox: boolean): string =>
    channels.find((one) => one.type === type && one.sandbox === sandbox)?.channel_key ?? '';
  samples.api_channel = { channel_key: getChannelKey('api_payment', false) };
  samples.test_channel = { channel_key: getChannelKey('api_payment', true) };
  samples.certification_channel = { channel_key: getChannelKey('certification', false) };
  samples.channel_group = {
    channel_group_id: sampleChannelGroup,
    channel_key: getGroupChannels(sampleChannelGroup)[0]?.channel_key ?? '',
  };
}
