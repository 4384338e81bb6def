import { isIP } from 'node:net';
import { ConfigError } from './config-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The names of a list with commas; undefined when there are none. */
export function parseNames(list: string | undefined): string[] | undefined {
  const found = list
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return found === undefined || found.length === 0 ? undefined : found;
}

/** Addresses and networks such as 10.0.0.0/8, of a list with commas. */
export function parseAddresses(flag: string, list: string | undefined): string[] | undefined {
  const entries = parseNames(list);
  const invalidEntry = entries?.find((entry) => !isAddressEntry(entry));
  if (invalidEntry !== undefined)
    throw new ConfigError(`${flag} takes IP addresses and networks such as 10.0.0.0/8, not "${invalidEntry}"`);
  return entries;
}

export function isAddressEntry(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32));
}

export function isSwitchedOn(env: Environment, name: string): boolean {
  const value = env[name];
  if (value === undefined || value === '' || value === '0' || value === 'false') return false;
  if (value === '1' || value === 'true') return true;
  throw new ConfigError(`${name} must be 1 or true to switch it on, 0 or false for off`);
}

export function parseWholeNumber(flag: string, text: string, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new ConfigError(`${flag} must be a whole number from 0 to ${max}, not "${text}"`);
  return value;
}

/** Whether a host name of a URL is this machine. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname === '::1' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** An address that keeps secrets from the network: https, or plain HTTP to this machine. */
export function parseSecureUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return url;
  throw new ConfigError(`${name} must be an https:// address (http:// for this machine only)`);
}
