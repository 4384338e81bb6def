import type { Caller, UnansweredReason } from './caller.ts';

/** The channels on which a client asks a person itself. */
export type ElicitationChannel = 'form' | 'url';

/** A mistake of the client, as opposed to a person who closes a question. */
export type ChannelFailure = Exclude<UnansweredReason, 'closed' | 'no_choice'>;

/** Remembers what a client did wrong on a channel that it declares, so that the next question takes another one. */
export interface ChannelFailures {
  find(channel: ElicitationChannel): ChannelFailure | undefined;
  record(channel: ElicitationChannel, failure: ChannelFailure): void;
}

type DeclaredChannels = Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation' | 'channelFailures'>;

export const canShowForm = ({ supportsFormElicitation, channelFailures }: DeclaredChannels): boolean =>
  supportsFormElicitation && channelFailures?.find('form') === undefined;

export const canOpenUrl = ({ supportsUrlElicitation, channelFailures }: DeclaredChannels): boolean =>
  supportsUrlElicitation && channelFailures?.find('url') === undefined;

export const isChannelFailure = (reason: UnansweredReason): reason is ChannelFailure =>
  reason !== 'closed' && reason !== 'no_choice';

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
