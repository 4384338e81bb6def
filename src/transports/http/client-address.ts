import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

/** Addresses and networks, as `10.0.0.0/8` or `::1`. */
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
 * Where a request came from. Anybody can write `X-Forwarded-For`, so it is read from its end, and only as far as each hop was
 * written by a proxy of the operator's; undefined when what such a proxy wrote is no address.
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
 * The number that a proxy of the operator's gives to a session, as it knows by numbers where sessions live. It must be as hard to
 * guess as one of our own: 128 bits of chance.
 */
export function createSessionNumberReader(proxies: AddressSet): (request: IncomingMessage) => string | undefined {
  return ({ socket, headers }) => {
    const number = headers['x-session-number'];
    const isGiven = typeof number === 'string' && /^[0-9a-f]{32}$/.test(number);
    return isGiven && proxies.has(unmapIpv4(socket.remoteAddress ?? '')) ? number : undefined;
  };
}

/** IPv4 as it comes in on a socket for both. */
const unmapIpv4 = (address: string): string => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
