import type { World } from './world.ts';

type Dice = Pick<World, 'random'>;

export function digits({ random }: Dice, length: number): string {
  let text = '';
  while (text.length < length) text += random.integer(0, 9);
  return text;
}

export function hex({ random }: Dice, length: number): string {
  let text = '';
  while (text.length < length) text += random.integer(0, 15).toString(16);
  return text;
}

/** `imp` for what a buyer does in the payment window, `imps` for what the API charges. */
export function newImpUid(
  world: Pick<World, 'random' | 'payments' | 'certifications'>,
  prefix: 'imp' | 'imps',
): string {
  for (;;) {
    const uid = `${prefix}_${digits(world, 12)}`;
    if (!world.payments.has(uid) && !world.certifications.has(uid)) return uid;
  }
}
