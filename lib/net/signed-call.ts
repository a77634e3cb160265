/** What is signed; both sides must see the same. */
export interface SignedCall {
  path: string;
  body: string;
  /** Ms since 1970. */
  at: number;
  /** Never used twice. */
  nonce: string;
}

const purpose = new TextEncoder().encode('xio calls v1');
const algorithm = { name: 'HMAC', hash: 'SHA-256' };
/** A call that is older, or from further ahead, counts no more; so long is a nonce remembered. */
export const freshMs = 60_000;

const bytesOf = ({ path, body, at, nonce }: SignedCall) =>
  new TextEncoder().encode(JSON.stringify([path, at, nonce, body]));

/** A key of its own from the deployment's secret (HKDF, RFC 5869), by web standards only: edge handlers sign, too. */
async function keyOf(secret: Uint8Array): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, ['deriveKey']);
  const salt = new Uint8Array();
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info: purpose }, base, algorithm, false, [
    'sign',
    'verify',
  ]);
}

/** The signature of a call as its header carries it. */
export async function signCall(secret: Uint8Array, call: SignedCall): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), bytesOf(call));
  const hex = [...new Uint8Array(mac)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `v1,${call.at},${call.nonce},${hex}`;
}

/** The nonce of a call that one of `secrets` signed at about `now`, else null. Whoever is told must spend it. */
export async function signedBy(
  secrets: readonly Uint8Array[],
  { path, body, signature, now }: { path: string; body: string; signature: string | null; now: number },
): Promise<string | null> {
  const [, at = '', nonce = '', hex = ''] = /^v1,(\d{1,15}),([\w-]{16,64}),([0-9a-f]{64})$/.exec(signature ?? '') ?? [];
  if (!nonce || Math.abs(now - Number(at)) > freshMs) return null;
  const mac = Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  for (const secret of secrets) {
    const signed = bytesOf({ path, body, at: Number(at), nonce });
    if (await crypto.subtle.verify('HMAC', await keyOf(secret), mac, signed)) return nonce;
  }
  return null;
}
