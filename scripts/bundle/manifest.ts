import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { getMcpConfigForManifest, v0_3 } from '@anthropic-ai/mcpb';

export type Manifest = ReturnType<typeof readManifest>;
/** What a person filled in. */
export type UserConfig = Record<string, string | boolean>;

export interface Command {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** Reads the manifest in a folder. Throws for what its format does not know. */
export const readManifest = (folder: string) =>
  v0_3.McpbManifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

/** The command that a host runs: with placeholders replaced by the person's settings, or else by the defaults. */
export async function buildCommand(manifest: Manifest, folder: string, userConfig: UserConfig): Promise<Command> {
  const config = await getMcpConfigForManifest({
    ...{ manifest, userConfig, extensionPath: folder, pathSeparator: sep, systemDirs: {} },
  });
  if (!config) throw new Error('the manifest requires settings that are not given');
  return { command: config.command, args: config.args ?? [], env: config.env ?? {} };
}

/** The command of a host that fills in nothing but the folder. */
export function buildLiteralCommand({ server: { mcp_config } }: Manifest, folder: string): Command {
  const { command, args = [], env = {} } = mcp_config;
  return { command, args: args.map((arg) => arg.replace(`\${__dirname}`, folder)), env };
}
