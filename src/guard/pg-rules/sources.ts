import { endpoints } from '../../endpoints/index.ts';
import { v1Document, type Witness } from '../../endpoints/pg-facts/witness.ts';

/** Cites the operation behind a tool, and the argument or PG whose description there holds the fact. */
export function citeApi(tool: string, ...details: readonly string[]): Witness {
  const row = endpoints.find(({ name }) => name === tool);
  if (!row) throw new Error(`No endpoint has the tool ${tool}`);
  return v1Document(row.route, ...details);
}
