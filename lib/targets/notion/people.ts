import type { Ask } from './asking';
import { whole } from './asking';
import { NotionFailure } from './failure';

/** The person of a workspace behind an address: their id in Notion, or null where Notion tells of nobody. */
export type FindPerson = (integrationId: string, email: string, ask: Ask, now: number) => Promise<string | null>;

/** For how long a list of people is good. */
const goodMs = 10 * 60_000;

/** Keeps each integration's people for a while: a list costs a call for every hundred. */
export function peopleOfWorkspaces(): FindPerson {
  const kept = new Map<string, { until: number; ids: Promise<Map<string, string>> }>();
  return async (integrationId, email, ask, now) => {
    const known = kept.get(integrationId);
    // Another delivery's call may fail for reasons of its own: then this one asks itself.
    const shared = known && known.until > now ? await known.ids.catch(() => null) : null;
    const ids = shared ?? (await fresh(integrationId, ask, now));
    return ids.get(email.toLowerCase()) ?? null;
  };

  function fresh(integrationId: string, ask: Ask, now: number): Promise<Map<string, string>> {
    const ids = readPeople(ask);
    kept.set(integrationId, { until: now + goodMs, ids });
    ids.catch(() => kept.delete(integrationId));
    return ids;
  }
}

async function readPeople(ask: Ask): Promise<Map<string, string>> {
  try {
    const people = await whole((cursor) =>
      ask('place', (client) => client.users.list({ page_size: 100, ...(cursor ? { start_cursor: cursor } : {}) })),
    );
    return new Map(
      people.flatMap((one): [string, string][] =>
        one.type === 'person' && one.person.email ? [[one.person.email.toLowerCase(), one.id]] : [],
      ),
    );
  } catch (error) {
    // An integration need not be allowed to see people: owners stay text then.
    if (error instanceof NotionFailure && error.status === 403) return new Map();
    throw error;
  }
}
