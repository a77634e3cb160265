import type { LoggedEvent } from './events';
import type { Redactor } from './redact';
import { type Audience, veil } from './veil';

/** How somebody sees a run: as an audience, and through what their link hides. Sights of one `key` show the same. */
export interface Sight {
  audience: Audience;
  redactor: Redactor | null;
  key: string;
}

export const plainSight = (audience: Audience): Sight => ({ audience, redactor: null, key: audience });

export function seen(event: LoggedEvent, { audience, redactor }: Sight): LoggedEvent {
  const veiled = veil(event, audience);
  return redactor?.event(veiled) ?? veiled;
}
