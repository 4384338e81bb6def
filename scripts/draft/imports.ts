import * as modelFields from '../../src/endpoints/models/field.ts';

const used = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

/** The imports of a drafted row: fields are the capitalized functions that it calls. */
export function importsOfRow(row: string, modelName: string, modelFile: string): string {
  const fields = used(row, /(?<![\w.])([A-Z]\w*)\(/g);
  return [
    ...(row.includes('z.') ? ["import * as z from 'zod';"] : []),
    "import { endpoint } from '../endpoint.ts';",
    ...(fields.length > 0 ? [`import { ${fields.join(', ')} } from '../fields.ts';`] : []),
    `import { ${modelName} } from '../models/${modelFile}.ts';`,
  ].join('\n');
}

export function importsOfModel(model: string): string {
  const names = used(model, /(?<![\w.])([a-z]\w*)\(/gi).filter((name) => name in modelFields);
  return `import { ${names.join(', ')} } from './field.ts';`;
}
