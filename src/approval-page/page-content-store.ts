import { createHash, randomUUID } from 'node:crypto';
import type { ApprovalRequest } from '../guard/confirmation/approvals.ts';
import { getSecretFields, type SecretField } from '../guard/confirmation/secret-field.ts';
import type { StoreCipher } from '../store/encryption.ts';
import type { Store } from '../store/store.ts';

export type ApprovalContent = Omit<ApprovalRequest, 'binding'>;

interface StoredContent extends Omit<ApprovalContent, 'secrets'> {
  /** The inputs to type, by name. The tool's schemas define how each is parsed. */
  tool: string;
  fields: string[];
}

/** Stores page contents and typed secrets, encrypted. */
export interface ContentStore {
  save(id: string, tool: string, content: ApprovalContent, seconds: number): Promise<void>;
  find(id: string): Promise<ApprovalContent | undefined>;
  /** Stores typed secrets and returns the name to read them by. */
  saveTypedSecrets(typedSecrets: Record<string, string>, seconds: number): Promise<string>;
  /** Deletes and returns typed secrets; only the first caller gets them. */
  consumeTypedSecrets(name: string): Promise<Record<string, string> | undefined>;
}

export function createContentStore(store: Store, cipher: StoreCipher): ContentStore {
  // Hash the id: store keys must not reveal page addresses.
  const toContentKey = (id: string) => `approval:page:${createHash('sha256').update(id).digest('base64url')}`;
  const toSecretsKey = (name: string) => `approval:typed:${name}`;

  return {
    async save(id, tool, { secrets, ...content }, seconds) {
      const key = toContentKey(id);
      const stored: StoredContent = { ...content, tool, fields: secrets.map(({ name }) => name) };
      await store.set(key, cipher.encrypt(key, JSON.stringify(stored)), seconds);
    },
    async find(id) {
      const key = toContentKey(id);
      const stored = await store.get(key);
      const text = stored && cipher.decrypt(key, stored.value);
      if (text === undefined) return undefined;
      // Encrypted with our key, so it has the shape that was written.
      const { tool, fields, ...content } = JSON.parse(text) as StoredContent;
      return { ...content, secrets: await loadSecretFields(tool, fields) };
    },
    async saveTypedSecrets(typedSecrets, seconds) {
      const name = randomUUID();
      await store.set(toSecretsKey(name), cipher.encrypt(toSecretsKey(name), JSON.stringify(typedSecrets)), seconds);
      return name;
    },
    async consumeTypedSecrets(name) {
      const encrypted = await store.getAndDelete(toSecretsKey(name));
      const text = encrypted === undefined ? undefined : cipher.decrypt(toSecretsKey(name), encrypted);
      // Encrypted with our key, so it has the shape that was written.
      return text === undefined ? undefined : (JSON.parse(text) as Record<string, string>);
    },
  };
}

async function loadSecretFields(tool: string, names: readonly string[]): Promise<SecretField[]> {
  if (names.length === 0) return [];
  const { endpoints } = await import('../endpoints/index.ts');
  const row = endpoints.find(({ name }) => name === tool);
  return getSecretFields(row?.fields ?? {}).filter(({ name }) => names.includes(name));
}
