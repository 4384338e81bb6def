import { dirname, normalize, sep } from 'node:path';
import { satisfies } from 'semver';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listPackedFiles } from '../../scripts/bundle/pack.ts';
import { OLDEST_NODE } from '../../src/main/node-version.ts';
import { readText } from '../support/read-text.ts';
import { ServerFile } from '../support/server-file.ts';

const OwnPackage = z.object({
  name: z.string(),
  version: z.string(),
  private: z.boolean().optional(),
  mcpName: z.string(),
  homepage: z.string(),
  bugs: z.object({ url: z.string() }),
  repository: z.object({ url: z.string() }),
  author: z.string(),
  license: z.string(),
  engines: z.object({ node: z.string() }),
  scripts: z.record(z.string(), z.string()),
});
const ownPackage = OwnPackage.parse(JSON.parse(readText('package.json')));
const manifest = JSON.parse(readText('manifest.json'));
const serverFile = ServerFile.parse(JSON.parse(readText('server.json')));
const lock = z
  .object({
    version: z.string(),
    packages: z.record(z.string(), z.object({ engines: z.object({ node: z.string().optional() }).optional() })),
  })
  .parse(JSON.parse(readText('package-lock.json')));

/** package.json is where the address is chosen; everything else must agree with it. */
const repository = ownPackage.repository.url.replace(/^git\+/, '').replace(/\.git$/, '');

describe('what is handed out', () => {
  it('every file names the same version', () => {
    const [newest] = [...readText('CHANGELOG.md').matchAll(/^## \[(\d+\.\d+\.\d+)\]/gm)];
    expect({
      lock: lock.version,
      manifest: manifest.version,
      server: serverFile.version,
      packages: serverFile.packages.map(({ version }) => version),
      changelog: newest?.[1],
    }).toEqual({
      ...{ lock: ownPackage.version, manifest: ownPackage.version, server: ownPackage.version },
      ...{ packages: serverFile.packages.map(() => ownPackage.version), changelog: ownPackage.version },
    });
  });

  it('every file names the same repository, license, author and runtime', () => {
    expect(ownPackage).toMatchObject({ homepage: `${repository}#readme`, bugs: { url: `${repository}/issues` } });
    expect(manifest).toMatchObject({
      ...{ name: ownPackage.name, license: ownPackage.license, author: { name: ownPackage.author } },
      ...{ homepage: ownPackage.homepage, support: ownPackage.bugs.url, repository: { url: `${repository}.git` } },
      compatibility: { runtimes: ownPackage.engines },
    });
    for (const url of [manifest.documentation, ...manifest.privacy_policies])
      expect(url).toMatch(new RegExp(`^${repository}/blob/main/README.md`));
    expect(serverFile).toMatchObject({ name: ownPackage.mcpName, websiteUrl: ownPackage.homepage });
    expect(serverFile.repository.url).toBe(repository);
    expect(serverFile.packages.map(({ identifier }) => identifier)).toEqual([ownPackage.name]);
  });

  it('the privacy policy that the manifest names is a section of both READMEs', () => {
    expect(manifest.privacy_policies).toEqual([`${repository}/blob/main/README.md#privacy`]);
    expect(readText('README.md')).toMatch(/^## Privacy$/m);
    expect(readText('README.ko.md')).toMatch(/^## 개인정보$/m);
  });

  it('server.json names only environment variables that the tables of settings list', () => {
    const settings = readText('docs/settings.md');
    const names = serverFile.packages.flatMap((one) => one.environmentVariables?.map(({ name }) => name) ?? []);
    expect(names.filter((name) => !settings.includes(`\`${name}\``))).toEqual([]);
  });

  it('no page tells anybody to run npx while the name on npm is not ours', () => {
    // npm refuses to publish a private package. Whoever claims the name removes the field, and then npx is documented.
    const mentionsNpx = (path: string) => /npx["',:[\]\s\w]{0,40}?(-y["',\s]+|\s)portone-v1-mcp\b/.test(readText(path));
    const pages = listPackedFiles('.').filter((path) => path.endsWith('.md') && mentionsNpx(path));
    if (ownPackage.private) expect(pages).toEqual([]);
    else expect(pages).toEqual(expect.arrayContaining(['README.md', 'README.ko.md']));
  });

  it.each(['20.19.0', '22.13.0', '24.0.0'])('installing for development warns of nothing on Node %s', (version) => {
    const unsuitable = Object.entries(lock.packages).filter(
      ([, { engines }]) => engines?.node !== undefined && !satisfies(version, engines.node),
    );
    expect(unsuitable.map(([path]) => path)).toEqual([]);
  });

  it('installing the package pulls in nothing, and warns of nothing on the oldest supported Node', () => {
    expect(JSON.parse(readText('package.json'))).not.toHaveProperty('dependencies');
    expect(satisfies(`${OLDEST_NODE}.0`, ownPackage.engines.node)).toBe(true);
  });

  it('no npm script needs a POSIX shell', () => {
    const needsShell = Object.entries(ownPackage.scripts).filter(([, script]) =>
      /(^|&& )[A-Z_]+=|'|\$|[;|`]|(^|&& )(rm|cp|mv|mkdir|cat|sh|bash) /.test(script),
    );
    expect(needsShell).toEqual([]);
  });
});

describe('the packed files', () => {
  let files: string[];
  beforeAll(() => {
    files = listPackedFiles('.');
  });

  it('the packed files hold the program when it is built, and whatever starts or explains it', () => {
    expect(ownPackage.scripts.prepack).toBe('npm run --silent build');
    expect(files).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', 'README.ko.md', 'manifest.json', 'mcpb-resources/ko-KR.json']),
    );
  });

  it('every relative link of a packed page leads to a packed file', () => {
    const dead = files
      .filter((path) => /\.md$|^llms\.txt$/.test(path))
      .flatMap((path) =>
        listRelativeLinks(readText(path)).flatMap((link) => {
          const target = normalize(`${dirname(path)}/${link}`)
            .split(sep)
            .join('/');
          return files.includes(target) ? [] : [`${path}: ${link}`];
        }),
      );
    expect(dead).toEqual([]);
  });
});

/** The paths of links and pictures in Markdown and in HTML within it, without what is in code. */
function listRelativeLinks(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  const links = [...prose.matchAll(/\]\(([^)\s#]+)|(?:src|href|srcset)="([^"#\s]+)/g)];
  return links.map(([, link = '', attribute = '']) => link || attribute).filter((link) => !/^[a-z]+:/.test(link));
}
