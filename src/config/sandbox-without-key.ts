import { ConfigError } from './config-error.ts';
import { httpSettings } from './http-settings.ts';
import type { Environment } from './parsers.ts';
import { findGiven, type GivenFlags, isPlaceholder, readSettings } from './setting.ts';
import { serveSettings } from './settings.ts';

/**
 * Whether the server has to open the sandbox because it was given neither key nor secret. Half a pair is a mistake, and
 * not a wish for sample data. Throws ConfigError beside a tenants file, which names the keys itself.
 */
export function opensSandboxWithoutKey(flags: GivenFlags, env: Environment): boolean {
  const { sandboxWithoutKey, apiKey, apiSecret } = serveSettings;
  if (!readSettings({ sandboxWithoutKey }, flags, env).sandboxWithoutKey) return false;
  if (findGiven(httpSettings.tenantsFile, flags, env))
    throw new ConfigError({
      en: `--${sandboxWithoutKey.flag} has no effect beside --tenants: remove one of them`,
      ko: `--${sandboxWithoutKey.flag}: --tenants와 함께 쓰면 적용되지 않습니다. 둘 중 하나를 빼세요`,
    });
  return [apiKey, apiSecret].every((setting) => (findGiven(setting, {}, env)?.text.trim() ?? '') === '');
}

/**
 * Leaves out what the client did not fill in. A protection that is missing ends the start otherwise; where only sample
 * data is at stake, a newcomer should see the sandbox instead.
 */
export const omitPlaceholders = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, text]) => text === undefined || !isPlaceholder(text)));
