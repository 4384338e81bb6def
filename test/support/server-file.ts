import * as z from 'zod';

const Url = z.url().max(255);
/** No range and no tag: one version. */
const Version = z
  .string()
  .max(255)
  .regex(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);

const Input = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  isRequired: z.boolean().optional(),
  isSecret: z.boolean().optional(),
  format: z.enum(['string', 'number', 'boolean', 'filepath']).optional(),
  default: z.string().optional(),
  choices: z.array(z.string()).optional(),
});

const Package = z
  .strictObject({
    registryType: z.enum(['npm', 'mcpb']),
    registryBaseUrl: z.literal('https://registry.npmjs.org').optional(),
    identifier: z.string(),
    version: Version,
    fileSha256: z
      .string()
      .regex(/^[a-f0-9]{64}$/)
      .optional(),
    runtimeHint: z.string().optional(),
    transport: z.strictObject({ type: z.literal('stdio') }),
    environmentVariables: z.array(Input).optional(),
  })
  .refine(({ registryType, fileSha256 }) => registryType !== 'mcpb' || fileSha256 !== undefined, {
    error: 'a bundle needs its checksum',
  });

/**
 * The part of the MCP registry's format for server.json that this project uses, with its limits (schema of 2025-12-11,
 * and what the official registry demands beyond it). Anything else is rejected.
 */
export const ServerFile = z.strictObject({
  $schema: z.literal('https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json'),
  name: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z0-9.-]+\/[a-zA-Z0-9._-]+$/),
  title: z.string().min(1).max(100),
  description: z.string().min(1).max(100),
  version: Version,
  repository: z.strictObject({ url: Url, source: z.literal('github') }),
  websiteUrl: Url,
  packages: z.array(Package).min(1),
});
