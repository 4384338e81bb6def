import { localize } from '../words/language.ts';
import type { Fields } from './fields.ts';
import type { ViewScope } from './start-view.ts';

const words = {
  loading: { en: 'Loading…', ko: '불러오는 중입니다…' },
  failed: { en: 'This could not be loaded.', ko: '불러오지 못했습니다.' },
};

/** Calls a tool that only reads. Tells the reader of it, and returns nothing if it fails. */
export async function readThroughHost(
  { host, announce }: ViewScope,
  tool: string,
  args: Fields,
): Promise<Fields | undefined> {
  announce(localize(words.loading));
  const answer = await host.callTool(tool, args).catch(() => undefined);
  const content = answer?.status === 'done' ? answer.content : undefined;
  announce(content ? '' : localize(words.failed));
  return content;
}
