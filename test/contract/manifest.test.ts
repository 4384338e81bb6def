import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { buildCommand, buildLiteralCommand, readManifest } from '../../scripts/bundle/manifest.ts';
import { readConfig } from '../../src/config/index.ts';
import { settings } from '../../src/config/settings.ts';

const manifest = readManifest('.');
const { user_config = {}, icons = [], localization } = manifest;
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const ownPackage = z
  .object({ bin: z.record(z.string(), z.string()), files: z.array(z.string()) })
  .parse(readJson('package.json'));
const KEYS = { api_key: 'key', api_secret: 'secret' };

const build = async (userConfig: Record<string, string | boolean>) => {
  const { args, env } = await buildCommand(manifest, '/bundle', userConfig);
  return readConfig(args.slice(1), env);
};

/** The width and height that a PNG file says it has. */
function readSize(path: string): string {
  const bytes = readFileSync(path);
  expect(bytes.subarray(1, 4).toString('latin1'), path).toBe('PNG');
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
}

describe('the bundle manifest', () => {
  it('the manifest starts the built program', () => {
    const { entry_point, mcp_config } = manifest.server;
    expect(Object.values(ownPackage.bin)).toEqual([entry_point]);
    expect(mcp_config.args?.[0]).toBe(`\${__dirname}/${entry_point}`);
  });

  it('the manifest requires nothing, so that the sandbox opens in one step, and keeps secrets out of sight', () => {
    expect(Object.values(user_config).filter(({ required }) => required)).toEqual([]);
    const sensitive = Object.entries(user_config).flatMap(([name, option]) => (option.sensitive ? [name] : []));
    expect(sensitive).toEqual(['api_key', 'api_secret', 'approval_pin']);
  });

  it('the manifest has an icon for light and for dark backgrounds, in each size down to 16 pixels', () => {
    for (const theme of ['light', 'dark'])
      expect(icons.flatMap((icon) => (icon.theme === theme ? [icon.size] : []))).toEqual([
        ...['16x16', '32x32', '128x128', '512x512'],
      ]);
    for (const { src, size } of icons) expect(readSize(src), src).toBe(size);
    expect(readSize(manifest.icon ?? '')).toBe('512x512');
  });

  it('the manifest sets only variables that the server reads', () => {
    const known = settings.flatMap((setting) => ('env' in setting ? [setting.env] : []));
    expect(known).toEqual(expect.arrayContaining(Object.keys(manifest.server.mcp_config.env ?? {})));
  });

  it('every setting of the form reaches the server', () => {
    const passed = JSON.stringify(manifest.server.mcp_config);
    for (const name of Object.keys(user_config)) expect(passed).toContain(`\${user_config.${name}}`);
  });

  it('with only key and secret the command has no unfilled placeholder and protects as by default', async () => {
    expect(JSON.stringify(await buildCommand(manifest, '/bundle', KEYS))).not.toContain('$');
    expect(await build(KEYS)).toMatchObject({
      ...{ apiKey: 'key', apiSecret: 'secret', sandbox: false, lacksKey: false },
      ...{ readOnly: false, pii: 'masked' },
    });
    expect(await build(KEYS)).not.toHaveProperty('toolsets');
  });

  it('the manifest passes on what a person chose', async () => {
    const chosen = await build({
      ...KEYS,
      ...{ read_only: true, show_personal_data: true, language: 'ko', approval_pin: '246810' },
      ...{ support_tools: true, discover_tools: true, policy: '/p.json', audit: '/a.jsonl' },
    });
    expect(chosen).toMatchObject({
      ...{ readOnly: true, pii: 'full', lang: 'ko', approvalPin: '246810' },
      ...{ toolsets: ['support', 'discover'], policyFile: '/p.json', auditFile: '/a.jsonl' },
    });
    expect(await build({ ...KEYS, sandbox: true })).toMatchObject({ sandbox: true, lacksKey: false });
  });

  it('without key and secret the sandbox opens, also in a host that fills in nothing', async () => {
    expect(await build({})).toMatchObject({ sandbox: true, lacksKey: true });
    const { args, env } = buildLiteralCommand(manifest, '/bundle');
    expect(readConfig(args.slice(1), env)).toMatchObject({ sandbox: true, lacksKey: true });
    await expect(build({ api_key: 'key', api_secret: '' })).rejects.toThrow('PORTONE_V1_API_SECRET is missing');
  });

  it('the manifest is completely translated to Korean', () => {
    const resources = localization?.resources ?? '';
    expect(ownPackage.files).toContain(resources.split('/')[0]);
    const korean = readJson(resources.replace(`\${locale}`, 'ko-KR'));
    expect(korean).toEqual({
      display_name: expect.any(String),
      description: expect.any(String),
      long_description: expect.any(String),
      keywords: expect.any(Array),
      user_config: Object.fromEntries(
        Object.keys(user_config).map((name) => [
          name,
          { title: expect.stringMatching(/[가-힣]/), description: expect.stringMatching(/[가-힣]/) },
        ]),
      ),
    });
  });
});
