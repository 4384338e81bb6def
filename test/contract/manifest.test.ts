import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readConfig } from '../../src/config/index.ts';
import { settings } from '../../src/config/settings.ts';
import { buildCommand, Manifest, readJson } from '../support/manifest.ts';

const manifest = Manifest.parse(readJson('manifest.json'));
const ownPackage = z
  .object({
    name: z.string(),
    version: z.string(),
    license: z.string(),
    bin: z.record(z.string(), z.string()),
    engines: z.object({ node: z.string() }),
    files: z.array(z.string()),
  })
  .parse(readJson('package.json'));

describe('the bundle manifest', () => {
  it('the manifest agrees with package.json', () => {
    expect(manifest).toMatchObject({
      name: ownPackage.name,
      version: ownPackage.version,
      license: ownPackage.license,
      compatibility: { runtimes: ownPackage.engines },
    });
  });

  it('the manifest starts the built program', () => {
    expect(Object.values(ownPackage.bin)).toEqual([manifest.server.entry_point]);
    expect(manifest.server.mcp_config.args[0]).toBe(`\${__dirname}/${manifest.server.entry_point}`);
  });

  it('the manifest requires the key and the secret and marks them as sensitive', () => {
    for (const name of ['api_key', 'api_secret'])
      expect(manifest.user_config[name]).toMatchObject({ sensitive: true, required: true });
  });

  it('the manifest sets only variables that the server reads', () => {
    const known = settings.flatMap((setting) => ('env' in setting ? [setting.env] : []));
    expect(known).toEqual(expect.arrayContaining(Object.keys(manifest.server.mcp_config.env)));
  });

  it('the command has no unfilled placeholder when only the required settings are given', () => {
    const command = buildCommand(manifest, '/bundle', { api_key: 'key', api_secret: 'secret' });
    expect(JSON.stringify(command)).not.toContain('$');
    expect(readConfig([], command.env)).toMatchObject({
      apiKey: 'key',
      apiSecret: 'secret',
      readOnly: false,
      pii: 'masked',
    });
  });

  it('the manifest passes on the optional settings', () => {
    const command = buildCommand(manifest, '/bundle', {
      api_key: 'key',
      api_secret: 'secret',
      read_only: true,
      pii: 'full',
    });
    expect(readConfig([], command.env)).toMatchObject({ readOnly: true, pii: 'full' });
  });

  it('the manifest is completely translated to Korean', () => {
    const { resources } = manifest.localization;
    expect(ownPackage.files).toContain(resources.split('/')[0]);
    const korean = readJson(resources.replace(`\${locale}`, 'ko-KR'));
    expect(korean).toEqual({
      display_name: expect.any(String),
      description: expect.any(String),
      long_description: expect.any(String),
      keywords: expect.any(Array),
      user_config: Object.fromEntries(
        Object.keys(manifest.user_config).map((name) => [
          name,
          { title: expect.any(String), description: expect.any(String) },
        ]),
      ),
    });
  });
});
