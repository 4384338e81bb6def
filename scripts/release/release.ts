import { join } from 'node:path';
import { assertReleasable } from './assert-releasable.ts';
import { dateChangelog } from './changelog.ts';
import { runGit } from './git.ts';
import { setVersion, versionedFiles } from './set-version.ts';
import { writeArtifacts } from './write-artifacts.ts';

export interface ReleaseOptions {
  root: string;
  version: string;
  /** Day of the release, YYYY-MM-DD. */
  day: string;
  /** Only says whether the release could start and what it would do. */
  isDryRun: boolean;
  /** Throws if the gate does not pass. */
  runChecks(): void;
  log(line: string): void;
}

/** Makes a release up to its tag. If a step fails, the files are as before. Pushes and publishes nothing. */
export async function release({ root, version, day, isDryRun, runChecks, log }: ReleaseOptions): Promise<void> {
  assertReleasable(root, version);
  const files = [...versionedFiles, 'CHANGELOG.md'];
  if (isDryRun) {
    log(`${version} could be released: ${files.join(', ')}, checks, dist-release/, a commit and the tag v${version}`);
    return;
  }
  try {
    setVersion(root, version);
    dateChangelog(root, version, day);
    runChecks();
    const artifacts = await writeArtifacts(root, version, join(root, 'dist-release'));
    runGit(root, 'commit', '--quiet', '--message', `release: ${version}`, '--', ...files);
    for (const file of artifacts) log(`dist-release/${file}`);
  } catch (error) {
    runGit(root, 'checkout', '--', ...files);
    throw error;
  }
  runGit(root, 'tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
  log(`committed and tagged v${version}; nothing was pushed or published`);
}
