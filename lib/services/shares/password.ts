import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's Password Storage Cheat Sheet: 32 MB and about a fifth of a second. */
const usual = { N: 2 ** 15, r: 8, p: 3 };
const bytes = 32;

const hashWith = (password: string, salt: Buffer, { N, r, p }: typeof usual) =>
  derive(password.normalize('NFKC'), salt, bytes, { N, r, p, maxmem: 256 * N * r });

/** scrypt with its parameters and a salt of its own, as one text. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await hashWith(password, salt, usual);
  return ['scrypt', usual.N, usual.r, usual.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Takes as long for no password at all, so that time tells nothing. */
export async function checkPassword(password: string, kept: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', hash = ''] = kept?.split('$') ?? [];
  const cost = kept === null ? usual : { N: Number(N), r: Number(r), p: Number(p) };
  const found = await hashWith(password, Buffer.from(salt, 'base64url'), cost);
  const wanted = Buffer.from(hash, 'base64url');
  return kept !== null && wanted.length === found.length && timingSafeEqual(wanted, found);
}
