import {
  type AuditConfig,
  readAuditConfig,
  readSandboxConfig,
  readTokenConfig,
  type SandboxConfig,
  type TokenConfig,
} from './commands.ts';
import { type DoctorConfig, readDoctorConfig } from './doctor.ts';
import type { Environment } from './parsers.ts';
import { readServeConfig, type ServeConfig } from './serve.ts';

export type { AuditConfig, SandboxConfig, TokenConfig } from './commands.ts';
export { ConfigError } from './config-error.ts';
export type { DoctorConfig } from './doctor.ts';
export type { ServeConfig } from './serve.ts';

export type Config =
  | ServeConfig
  | SandboxConfig
  | AuditConfig
  | TokenConfig
  | DoctorConfig
  | { command: 'help' }
  | { command: 'version' };

/** Reads flags and environment into a frozen object. Throws ConfigError. */
export function readConfig(argv: readonly string[] = process.argv.slice(2), env: Environment = process.env): Config {
  if (argv.includes('--help') || argv.includes('-h') || argv[0] === 'help') return { command: 'help' };
  if (argv.includes('--version') || argv.includes('-v') || argv[0] === 'version') return { command: 'version' };
  if (argv[0] === 'doctor') return Object.freeze(readDoctorConfig(argv.slice(1), env));
  if (argv[0] === 'sandbox') return Object.freeze(readSandboxConfig(argv.slice(1)));
  if (argv[0] === 'audit') return Object.freeze(readAuditConfig(argv.slice(1)));
  if (argv[0] === 'token') return Object.freeze(readTokenConfig(argv.slice(1)));
  return Object.freeze(readServeConfig(argv, env));
}
