import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** A set of addresses and networks, such as `10.0.0.0/8` or `::1`. */
export interface AddressSet {
  has(address: string): boolean;
}

export function createAddressSet(entries: readonly string[]): AddressSet {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return {
    has(address) {
      const version = isIP(address);
      return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/**
 * Returns a reader of the client's address. `X-Forwarded-For` can be forged, so it is read from the end, and only as
 * far as each hop is one of the operator's proxies. Undefined if a proxy wrote an invalid address.
 */
export function createAddressReader(proxies: AddressSet): (request: IncomingMessage) => string | undefined {
  return ({ socket, headers }) => {
    let address = unmapIpv4(socket.remoteAddress ?? '');
    const hops = String(headers['x-forwarded-for'] ?? '').split(',');
    while (proxies.has(address)) {
      const hop = hops.pop()?.trim() ?? '';
      if (hop === '') break;
      if (isIP(hop) === 0) return undefined;
      address = unmapIpv4(hop);
    }
    return address;
  };
}

/**
 * Returns a reader of the session id assigned by the operator's proxy, for proxies that route by session id. It must be
 * as hard to guess as our own: 128 random bits.
 */
export function createSessionNumberReader(proxies: AddressSet): (request: IncomingMessage) => string | undefined {
  return ({ socket, headers }) => {
    const number = headers['x-session-number'];
    const isGiven = typeof number === 'string' && /^[0-9a-f]{32}$/.test(number);
    return isGiven && proxies.has(unmapIpv4(socket.remoteAddress ?? '')) ? number : undefined;
  };
}

/** Converts an IPv4-mapped IPv6 address, as dual-stack sockets report it, to IPv4. */
const unmapIpv4 = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
