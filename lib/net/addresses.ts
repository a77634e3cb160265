import { BlockList, isIP } from 'node:net';
import type { Env } from '../env';

/** What does not lie in the public internet: IANA's special-purpose registries, with the ways to write IPv4 in IPv6. */
const special = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  special.addSubnet(net, bits, 'ipv6');
}

/** Whether an address belongs to this machine or its own network, or to nobody. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || special.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a host of a URL can be told to be private before its name is looked up. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return /^(?:.*\.)?localhost$/i.test(host) || (isIP(host) !== 0 && isPrivateAddress(host));
}

/** Whether what users name may lie at a private address: they have the machine to themselves, or its operator says so. */
export function mayReachPrivate(env: Partial<Pick<Env, 'HOST' | 'XIO_PUBLIC_URL' | 'XIO_ALLOW_PRIVATE_MODELS'>>) {
  const alone = env.XIO_PUBLIC_URL === undefined && /^(localhost|127\.\d+\.\d+\.\d+|::1)$/.test(env.HOST ?? '');
  return alone || env.XIO_ALLOW_PRIVATE_MODELS === true;
}
