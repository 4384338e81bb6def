import type { World } from './world.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

type RandomSource = Pick<World, 'random'>;

export function randomDigits({ random }: RandomSource, length: number): string {
  let text = '';
  while (text.length < length) text += random.drawInteger(0, 9);
  return text;
}

/** Twenty capital letters and digits, the first of which tell the time at PortOne. */
export function createCancellationId(source: RandomSource): string {
  const number = BigInt(randomDigits(source, 24));
  return `06JC${number.toString(32).toUpperCase().padStart(16, '0')}`;
}

export function randomBase64({ random }: RandomSource, length: number): string {
  let text = '';
  while (text.length < length) text += BASE64[random.drawInteger(0, BASE64.length - 1)];
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
