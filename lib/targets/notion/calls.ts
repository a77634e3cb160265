import type { Client } from '@notionhq/client';
import { notionClient } from './client';
import { type AskedFor, type NotionFailure, notionFailure } from './failure';

/** How an administrator's own calls go out: now, and again after a short wait where Notion asks for one. */
export interface Calls {
  /** @throws NotionFailure */
  ask<T>(work: (client: Client) => Promise<T>, about?: AskedFor): Promise<T>;
}

interface Needs {
  secret: string;
  baseUrl: string;
  now(): number;
  wait(ms: number): Promise<void>;
}

const tries = 3;
/** A person waits for the answer. */
const longestWaitMs = 5_000;

export function notionCalls({ secret, baseUrl, now, wait }: Needs): Calls {
  const client = notionClient(secret, { baseUrl });
  return {
    async ask(work, about = 'place') {
      for (let n = 1; ; n += 1) {
        try {
          return await work(client);
        } catch (error) {
          const failure: NotionFailure = notionFailure(error, about, now());
          const after = failure.retryAfterMs ?? 1_000;
          const again = failure.blames === 'service' && !failure.ambiguous && n < tries && after <= longestWaitMs;
          if (!again) throw failure;
          await wait(after);
        }
      }
    },
  };
}
