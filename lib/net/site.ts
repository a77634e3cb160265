import { drivePath, type Site, signatureHeader } from '../ports/site';
import { freshMs, signCall, signedBy } from './signed-call';

const patienceMs = 5_000;

interface Needs {
  /** Where this deployment answers, such as https://xio.example.com. */
  address: string;
  /** The one that signs first; none: no call is made or admitted. Asked at first use. */
  secrets: () => readonly Uint8Array[];
  now: () => number;
  /** Spends a nonce, for every process; false where it was used before. */
  spend(nonce: string, keepMs: number): Promise<boolean>;
  onFailure(error: unknown): void;
}

/** The deployment as it is reached over HTTP. */
export function createSite({ address, secrets, now, spend, onFailure }: Needs): Site {
  return {
    async drive(orgId, runId) {
      try {
        const [secret] = secrets();
        if (!secret) throw new Error('There is no XIO_SECRET_KEY to sign with');
        const body = JSON.stringify({ orgId, runId });
        const signature = await signCall(secret, { path: drivePath, body, at: now(), nonce: crypto.randomUUID() });
        const answer = await fetch(new URL(drivePath, address), {
          method: 'POST',
          headers: { 'content-type': 'application/json', [signatureHeader]: signature },
          body,
          redirect: 'error',
          signal: AbortSignal.timeout(patienceMs),
        });
        await answer.body?.cancel();
        if (!answer.ok) throw new Error(`The site answered ${answer.status} to its own call`);
        return true;
      } catch (error) {
        onFailure(error);
        return false;
      }
    },
    async made(call) {
      const nonce = await signedBy(secrets(), { ...call, now: now() });
      return nonce !== null && (await spend(nonce, 2 * freshMs));
    },
  };
}
