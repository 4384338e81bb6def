import type { World } from './world.ts';

type RandomSource = Pick<World, 'random'>;

export function randomDigits({ random }: RandomSource, length: number): string {
  let text = '';
  while (text.length < length) text += random.drawInteger(0, 9);
  return text;
}

export function randomHex({ random }: RandomSource, length: number): string {
  let text = '';
  while (text.length < length) text += random.drawInteger(0, 15).toString(16);
  return text;
}

/** Ids begin with `imp` for payments in the payment window and `imps` for API charges. */
export function createImpUid(
  world: Pick<World, 'random' | 'payments' | 'certifications'>,
  prefix: 'imp' | 'imps',
): string {
  for (;;) {
    const uid = `${prefix}_${randomDigits(world, 12)}`;
    if (!world.payments.has(uid) && !world.certifications.has(uid)) return uid;
  }
}
