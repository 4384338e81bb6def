import { ConfigError } from './config-error.ts';
import { type HttpConfig, readHttpConfig } from './http.ts';
import { httpSettings } from './http-settings.ts';
import type { Environment } from './parsers.ts';
import { parseFlags, readSettings, type SettingValues } from './setting.ts';
import { serveSettings } from './settings.ts';

export interface ServeConfig extends SettingValues<typeof serveSettings> {
  command: 'serve';
  lang: 'ko' | 'en';
  /** Only with --http. */
  http?: HttpConfig;
}

/** Throws ConfigError for a wrong flag or value, and for what does not go together. */
export function readServeConfig(argv: readonly string[], env: Environment): ServeConfig {
  const { values: flags, positionals } = parseFlags(argv, { ...serveSettings, ...httpSettings });
  if (positionals.length > 0) throw new ConfigError(`unknown command "${positionals[0]}"; see --help`);
  const http = readHttpConfig(flags, env);
  const config = readSettings(serveSettings, flags, env);
  const { sandbox, apiKey, apiSecret, approvalPin, secondApproverPin, redisUrl, stateKey } = config;
  if (!sandbox && http?.tenantsFile === undefined && (apiKey === '' || apiSecret === ''))
    throw new ConfigError(
      'PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET must be set; --sandbox needs none and runs on sample data',
    );
  // One PIN for both would let one person be both.
  if (secondApproverPin !== undefined && secondApproverPin === approvalPin)
    throw new ConfigError('PORTONE_V1_SECOND_APPROVER_PIN must be another than PORTONE_V1_APPROVAL_PIN');
  // What stands in the store is encrypted with the state key, and what one server signs the others must be able to read.
  if (redisUrl !== undefined && stateKey === undefined)
    throw new ConfigError(
      'PORTONE_V1_REDIS_URL needs PORTONE_V1_STATE_KEY, the same key of 32 characters or more on every server',
    );
  return { command: 'serve', ...config, lang: config.lang ?? detectLanguage(env), ...(http ? { http } : {}) };
}

const detectLanguage = ({ LC_ALL, LC_MESSAGES, LANG }: Environment) =>
  (LC_ALL || LC_MESSAGES || LANG || '').startsWith('ko') ? 'ko' : 'en';
