import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Language } from '../../src/base/bilingual.ts';
import type { ToolListing } from '../../src/tools/definitions.ts';

/** What a list of tools costs: o200k tokens of what a model sees, and bytes of what a client receives. */
export function measureTools(
  listings: readonly Pick<ToolListing, 'definition' | 'title'>[],
  lang: Language = 'en',
): { tokens: number; bytes: number } {
  const definitions = listings.map(({ definition, title }) => ({ ...definition, title: title[lang] }));
  const seenByModel = definitions.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  return {
    tokens: encode(JSON.stringify(seenByModel)).length,
    bytes: Buffer.byteLength(JSON.stringify({ tools: definitions })),
  };
}
