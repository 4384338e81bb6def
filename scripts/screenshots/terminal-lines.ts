/** Text of one style at a column of a terminal. */
export interface Run {
  column: number;
  text: string;
  columns: number;
  /** The names of its styles, such as `bold` or `cyan`. */
  styles: readonly string[];
}

const styleNames: Readonly<Record<string, string>> = {
  '1': 'bold',
  '2': 'dim',
  '32': 'green',
  '33': 'yellow',
  '36': 'cyan',
};

/** Two columns wide: Korean characters, and the circle that masks a name, which most fonts draw as wide as those. */
const WIDE = /[\p{Script=Hangul}○]/u;
const measureCharacter = (character: string) => (WIDE.test(character) ? 2 : 1);
const measureColumns = (text: string): number =>
  [...text].reduce((columns, character) => columns + measureCharacter(character), 0);

/** Splits a line with escape sequences into texts of one style. */
function splitStyles(line: string): { text: string; styles: readonly string[] }[] {
  let styles: string[] = [];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of terminals begin with one.
  return line.split(/(\u001b\[\d+m)/).flatMap((part) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
    const code = /^\u001b\[(\d+)m$/.exec(part)?.[1];
    if (code === undefined) return part === '' ? [] : [{ text: part, styles }];
    const name = styleNames[code];
    styles = name === undefined ? [] : [...styles, name];
    return [];
  });
}

const splitWords = (text: string): string[] => text.match(/ +|[^ ]+/g) ?? [];
/** Korean and other characters apart, so that each text can be set to its width. */
const splitScripts = (word: string): string[] => word.match(/[\p{Script=Hangul}○]+|[^\p{Script=Hangul}○]+/gu) ?? [];

/** Lays out a line of a terminal; what does not fit goes on in the next line, indented. */
export function layOutLine(line: string, width: number, indent: number): Run[][] {
  const lines: Run[][] = [[]];
  let column = 0;
  for (const { text, styles } of splitStyles(line)) {
    for (const word of splitWords(text)) {
      const columns = measureColumns(word);
      if (column + columns > width && column > indent) {
        lines.push([]);
        column = indent;
      }
      if (word.trim() === '') column += columns;
      else
        for (const part of splitScripts(word)) {
          lines.at(-1)?.push({ column, text: part, columns: measureColumns(part), styles });
          column += measureColumns(part);
        }
    }
  }
  return lines.map(joinRuns);
}

/** Joins neighbors of one style and one kind of characters, so that the drawing stays small. */
function joinRuns(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const gap = last ? run.column - last.column - last.columns : 0;
    if (last && gap <= 1 && isAlike(last, run)) {
      last.text += `${' '.repeat(gap)}${run.text}`;
      last.columns += gap + run.columns;
    } else joined.push({ ...run });
  }
  return joined;
}

const isAlike = (one: Run, other: Run) =>
  WIDE.test(one.text) === WIDE.test(other.text) && one.styles.join() === other.styles.join();
