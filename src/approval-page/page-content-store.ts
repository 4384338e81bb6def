import { createHash, randomUUID } from 'node:crypto';
import type { ApprovalRequest } from '../guard/confirmation/approvals.ts';
import { type SecretField, secretFields } from '../guard/confirmation/secret-field.ts';
import type { Seal } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';

export type Content = Omit<ApprovalRequest, 'bond'>;

interface Written extends Omit<Content, 'secrets'> {
  /** What is to be typed, by name: how each is read is the tool's own business. */
  tool: string;
  fields: string[];
}

/** What a page shows and what was typed on it, in the store, where nobody can read it. */
export interface Contents {
  put(id: string, tool: string, content: Content, seconds: number): Promise<void>;
  find(id: string): Promise<Content | undefined>;
  /** Puts away what was typed, under the name that is returned. */
  putTyped(typed: Record<string, string>, seconds: number): Promise<string>;
  /** Deletes what was typed, and gives it to the one who does so first. */
  takeTyped(name: string): Promise<Record<string, string> | undefined>;
}

export function createContents(store: Store, seal: Seal): Contents {
  // Whoever reads the keys of the store learns no address of a page.
  const keyOf = (id: string) => `approval:page:${createHash('sha256').update(id).digest('base64url')}`;
  const typedKey = (name: string) => `approval:typed:${name}`;

  return {
    async put(id, tool, { question, typedAmount, secrets, second, lang }, seconds) {
      const key = keyOf(id);
      const fields = secrets.map(({ name }) => name);
      const more = { ...(typedAmount ? { typedAmount } : {}), ...(second ? { second } : {}) };
      const written: Written = { question, lang, tool, fields, ...more };
      await store.put(key, seal.close(key, JSON.stringify(written)), seconds);
    },
    async find(id) {
      const key = keyOf(id);
      const kept = await store.get(key);
      const text = kept && seal.open(key, kept.value);
      if (text === undefined) return undefined;
      // Closed with our key, so it has the shape that was written.
      const { tool, fields, ...content } = JSON.parse(text) as Written;
      return { ...content, secrets: await fieldsOf(tool, fields) };
    },
    async putTyped(typed, seconds) {
      const name = randomUUID();
      await store.put(typedKey(name), seal.close(typedKey(name), JSON.stringify(typed)), seconds);
      return name;
    },
    async takeTyped(name) {
      const closed = await store.take(typedKey(name));
      const text = closed === undefined ? undefined : seal.open(typedKey(name), closed);
      // Closed with our key, as it was typed.
      return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
    },
  };
}

async function fieldsOf(tool: string, names: readonly string[]): Promise<SecretField[]> {
  if (names.length === 0) return [];
  const { endpoints } = await import('../endpoints/index.ts');
  const row = endpoints.find(({ name }) => name === tool);
  return secretFields(row?.fields ?? {}).filter(({ name }) => names.includes(name));
}
