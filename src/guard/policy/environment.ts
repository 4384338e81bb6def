import type { Snapshot } from '../snapshot/snapshot.ts';
import type { PolicyLayer } from './layers.ts';
import { createPolicyRefusal } from './refusals.ts';

interface EnvironmentRequest {
  args: Readonly<Record<string, unknown>>;
  snapshot: Snapshot;
  /** The server talks to the embedded sandbox. */
  sandbox: boolean;
}

/** Throws Refused unless every record that the operation looks at belongs to the environment. */
export function assertEnvironment(
  { issuer, rules: { environment } }: PolicyLayer,
  { args, snapshot, sandbox }: EnvironmentRequest,
): void {
  if (environment === undefined) return;
  const { payment, order = [], billing_key, channel } = snapshot;
  const ownFlags = listTestFlags([payment, billing_key, channel]);
  // Earlier attempts at an order may have gone through another channel: they can forbid, and prove nothing.
  const testFlags = [...ownFlags, ...listTestFlags(order)];
  const isKnown = ownFlags.length > 0 && (args.channel_key === undefined || isKnownChannel(snapshot));
  const isTest = sandbox || (isKnown && testFlags.every((flag) => flag));
  if (environment === 'test' && !isTest)
    throw createPolicyRefusal(issuer, 'allows changes to test payments only', 'environment');
  if (environment === 'live' && !sandbox && testFlags.some((flag) => flag))
    throw createPolicyRefusal(issuer, 'does not allow changes to test payments', 'environment');
}

const isKnownChannel = ({ channel }: Snapshot) => typeof channel?.sandbox === 'boolean';

/** Of every record that says whether it belongs to a test channel. */
const listTestFlags = (records: readonly ({ sandbox?: boolean | null | undefined } | null | undefined)[]): boolean[] =>
  records.flatMap((record) => (typeof record?.sandbox === 'boolean' ? [record.sandbox] : []));
