import { maskContent } from '../../output/content-mask.ts';
import { inferPiiKind } from '../../output/mask.ts';
import type { Snapshot } from './snapshot.ts';

/** Ids stay whole, since people compare them. Fields that hold personal data by their meaning are masked where shown. */
const isKeptHere = (key: string): boolean =>
  /_(?:uid|id|key)$/.test(key) || (key !== 'name' && inferPiiKind(key) !== undefined);

/** Returns the snapshot as a question may quote it: numbers and mail addresses within PortOne's texts are masked. */
export const maskFreeTexts = (snapshot: Snapshot): Snapshot =>
  JSON.parse(
    JSON.stringify(snapshot, (key, value: unknown) =>
      typeof value === 'string' && !isKeptHere(key) ? maskContent(value) : value,
    ),
  );
