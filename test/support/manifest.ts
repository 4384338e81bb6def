import { readFileSync } from 'node:fs';
import * as z from 'zod';

const option = z.strictObject({
  type: z.enum(['string', 'number', 'boolean', 'directory', 'file']),
  title: z.string(),
  description: z.string(),
  required: z.boolean().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  sensitive: z.boolean().optional(),
});

/** The part of the MCPB manifest format, version 0.3, that this project uses; anything else is rejected. */
export const Manifest = z.strictObject({
  manifest_version: z.literal('0.3'),
  name: z.string(),
  display_name: z.string(),
  version: z.string(),
  description: z.string(),
  long_description: z.string(),
  author: z.strictObject({ name: z.string() }),
  license: z.string(),
  keywords: z.array(z.string()),
  localization: z.strictObject({
    resources: z.string().includes(`\${locale}`),
    default_locale: z.string().regex(/^[A-Za-z0-9]{2,8}(?:-[A-Za-z0-9]{1,8})*$/),
  }),
  server: z.strictObject({
    type: z.literal('node'),
    entry_point: z.string(),
    mcp_config: z.strictObject({
      command: z.string(),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()),
    }),
  }),
  tools_generated: z.literal(true),
  prompts_generated: z.literal(true),
  compatibility: z.strictObject({
    platforms: z.array(z.enum(['darwin', 'win32', 'linux'])),
    runtimes: z.strictObject({ node: z.string() }),
  }),
  user_config: z.record(z.string(), option),
});
export type Manifest = z.output<typeof Manifest>;

export const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/** The command that a host runs: with placeholders replaced by defaults and the person's settings. */
export function buildCommand(manifest: Manifest, folder: string, userConfig: Record<string, string | boolean>) {
  const values: Record<string, string> = { __dirname: folder };
  for (const [name, { default: preset }] of Object.entries(manifest.user_config)) {
    const value = userConfig[name] ?? preset;
    if (value !== undefined) values[`user_config.${name}`] = String(value);
  }
  const fill = (text: string) => text.replace(/\$\{([^}]+)\}/g, (placeholder, name) => values[name] ?? placeholder);
  const { command, args, env } = manifest.server.mcp_config;
  return {
    command,
    args: args.map(fill),
    env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)])),
  };
}
