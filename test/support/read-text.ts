import { readFileSync } from 'node:fs';

/** Reads a text file of this repository, whatever line ends Git checked it out with. */
export const readText = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
