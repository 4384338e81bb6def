import type * as z from 'zod';
import type { Localized } from '../../base/bilingual.ts';
import type { Effect, Money, Preview } from '../../endpoints/endpoint.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

export interface Operation {
  name: string;
  title: Localized;
  fields: Readonly<Record<string, z.ZodType>>;
  effect: Effect;
  irreversible?: true;
  money?: Money;
  delegatesTo?: Delegate;
  previews: readonly Preview[];
}

/**
 * The endpoint that a curated tool delegates to. The endpoint's rules and policy apply, its fields are shown to the
 * person, and its arguments are built from the tool's once the snapshot is known.
 */
export interface Delegate {
  endpoint: { name: string; fields: Operation['fields'] };
  buildArguments(given: Record<string, unknown>, snapshot: Snapshot): Record<string, unknown>;
}
