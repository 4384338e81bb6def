import type { Localized } from '../base/bilingual.ts';
import { ConfigError } from './config-error.ts';
import { httpSettings } from './http-settings.ts';
import { detectReaderLanguage } from './language.ts';
import { parseFlags } from './parse-flags.ts';
import type { Environment } from './parsers.ts';
import { readServeConfig, type ServeConfig } from './serve.ts';
import { findGiven, type GivenFlags, readSettings, type Setting } from './setting.ts';
import { serveSettings } from './settings.ts';

export interface DoctorConfig {
  command: 'doctor';
  lang: 'ko' | 'en';
  /** The configuration of the server; undefined if it could not start. */
  serve?: ServeConfig;
  /** Why it could not start. */
  problems: readonly Localized[];
  /** What is set, without the values of secrets. */
  given: readonly string[];
  /** A file with further CA certificates, which Node reads by itself. */
  extraCaCerts?: string;
}

/** Reads the configuration as a start does, but finds everything that is wrong with it. */
export function readDoctorConfig(argv: readonly string[], env: Environment): DoctorConfig {
  const { value: serve, error } = tryTo(() => readServeConfig(argv, env));
  const flags = tryTo(() => parseFlags(argv, { ...serveSettings, ...httpSettings }).values).value;
  const settings: readonly Setting[] = [...Object.values(serveSettings), ...Object.values(httpSettings)];
  const wrong = flags ? settings.flatMap((setting) => findProblem(setting, flags, env)) : [];
  const problems = [...wrong, ...(error ? [error] : [])];
  const { NODE_EXTRA_CA_CERTS: extraCaCerts } = env;
  return {
    command: 'doctor',
    lang: detectReaderLanguage(argv, env),
    ...(serve ? { serve } : {}),
    problems: problems.filter(({ en }, index) => problems.findIndex((one) => one.en === en) === index),
    given: flags ? settings.flatMap((setting) => describeGiven(setting, flags, env)) : [],
    ...(extraCaCerts ? { extraCaCerts } : {}),
  };
}

function tryTo<T>(read: () => T): { value?: T; error?: Localized } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { error: error.text };
  }
}

function findProblem(setting: Setting, flags: GivenFlags, env: Environment): Localized[] {
  const { error } = tryTo(() => readSettings({ setting }, flags, env));
  return error ? [error] : [];
}

/** Whatever a flag takes is no secret: secrets are taken from the environment only. */
function describeGiven(setting: Setting, flags: GivenFlags, env: Environment): string[] {
  const given = tryTo(() => findGiven(setting, flags, env)).value;
  if (!given) return [];
  const isPublic = setting.flag !== undefined && given.text !== 'true';
  return [isPublic ? `${given.name}=${JSON.stringify(given.text)}` : given.name];
}
