import { createHash, randomBytes } from 'node:crypto';
import type { Env } from '@/lib/env';

/** 256 bits; only the hash is kept. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashOf(token) };
}

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

export const linkOf = (env: Pick<Env, 'XIO_PUBLIC_URL' | 'HOST' | 'PORT'>, token: string): string =>
  new URL(`/invitations/${token}`, env.XIO_PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).href;
