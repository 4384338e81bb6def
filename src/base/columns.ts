import { createHash } from 'node:crypto';

/** Hangul, other East Asian wide characters, and emoji take two columns of a terminal. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const ZERO = /\p{M}/u;

const getCharacterColumns = (character: string): number => {
  if (WIDE.test(character)) return 2;
  return ZERO.test(character) ? 0 : 1;
};

/** The columns that one line of text takes in a terminal. */
export const countColumns = (line: string): number =>
  [...line].reduce((columns, character) => columns + getCharacterColumns(character), 0);

function takeColumns(characters: readonly string[], max: number): string {
  let columns = 0;
  const end = characters.findIndex((character) => {
    columns += getCharacterColumns(character);
    return columns > max;
  });
  return characters.slice(0, end === -1 ? characters.length : end).join('');
}

/** Cuts the end of a line that is too wide, marked with `…`. */
export const shortenLine = (line: string, max: number): string =>
  countColumns(line) <= max ? line : `${takeColumns([...line], Math.max(0, max - 1))}…`;

/** Long enough that two ids in front of a person practically never share it. */
const CHECKSUM_LENGTH = 6;

/**
 * Cuts the middle of an id that is too wide. A checksum of the whole id follows, so that two ids that differ only in the
 * part that was cut still look different.
 */
export function shortenId(id: string, max: number): string {
  if (countColumns(id) <= max) return id;
  const checksum = createHash('sha256').update(id).digest('hex').slice(0, CHECKSUM_LENGTH);
  const room = Math.max(0, max - checksum.length - 2);
  const characters = [...id];
  const tail = takeColumns(characters.toReversed(), Math.floor(room / 3));
  const head = takeColumns(characters, room - countColumns(tail));
  return `${head}…${[...tail].toReversed().join('')}#${checksum}`;
}
