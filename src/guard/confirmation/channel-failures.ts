import type { Caller } from './caller.ts';
import type { ChannelFailure, ChannelFailures, ElicitationChannel } from './reply-decision.ts';

type DeclaredChannels = Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation' | 'channelFailures'>;

export const canShowForm = ({ supportsFormElicitation, channelFailures }: DeclaredChannels): boolean =>
  supportsFormElicitation && channelFailures?.find('form') === undefined;

export const canOpenUrl = ({ supportsUrlElicitation, channelFailures }: DeclaredChannels): boolean =>
  supportsUrlElicitation && channelFailures?.find('url') === undefined;

export const forgetfulFailures: ChannelFailures = { find: () => undefined, record: () => {}, isForgetful: true };

/** Creates an empty memory. `onFirst` is called for the first failure of each channel. */
export function createChannelFailures(onFirst: (failures: ChannelFailures) => void): ChannelFailures {
  const failures = new Map<ElicitationChannel, ChannelFailure>();
  const memory: ChannelFailures = {
    find: (channel) => failures.get(channel),
    record(channel, failure) {
      if (failures.has(channel)) return;
      failures.set(channel, failure);
      onFirst(memory);
    },
  };
  return memory;
}
