import type { Localized } from '../base/bilingual.ts';

/** The oldest supported version of Node, as in `engines` of package.json. */
export const OLDEST_NODE = '20.18';

/** Says that this version of Node is too old; undefined if it is not. */
export function describeOldNode(version: string): Localized | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return {
    en: `Node ${OLDEST_NODE} or newer is required, and this is Node ${version}; install a newer one from https://nodejs.org`,
    ko: `Node ${OLDEST_NODE} 이상이 필요합니다. 지금은 Node ${version}입니다. https://nodejs.org 에서 최신 버전을 설치하세요`,
  };
}
