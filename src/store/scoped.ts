import type { Claim, Store } from './store.ts';

/** A part of a store whose keys meet those of no other part. */
export function scopedStore(store: Store, scope: string): Store {
  const own = (key: string) => `${scope}/${key}`;
  const ownClaims = (claims: readonly Claim[]) => claims.map((claim) => ({ ...claim, key: own(claim.key) }));
  return {
    useOnce: (key, seconds) => store.useOnce(own(key), seconds),
    async reserve(claims, seconds) {
      const full = await store.reserve(ownClaims(claims), seconds);
      return full && claims.find(({ key }) => own(key) === full.key);
    },
    release: (claims) => store.release(ownClaims(claims)),
    counted: (key) => store.counted(own(key)),
  };
}
