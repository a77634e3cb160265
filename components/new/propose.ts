import { createParser } from 'eventsource-parser';
import type { Proposed } from './draft';

export interface Refusal {
  detail: string;
  errors: { path: string; message: string }[];
}
export type Answer = { ok: true; made: Proposed } | { ok: false; refusal: Refusal | null };

/** Asks the moderator for an agenda and hears it speak. A null refusal: the request did not arrive, or was cut. */
export async function askForAgenda(
  input: Record<string, unknown>,
  onDelta: (text: string) => void,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    const response = await fetch('/api/v1/agendas/proposals', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify(input),
      signal,
    });
    if (!response.ok) return { ok: false, refusal: refusalIn(await response.json()) };
    return await read(response, onDelta);
  } catch {
    return { ok: false, refusal: null };
  }
}

async function read(response: Response, onDelta: (text: string) => void): Promise<Answer> {
  let answer: Answer = { ok: false, refusal: null };
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const value: unknown = JSON.parse(data);
      if (event === 'delta') onDelta(deltaIn(value));
      else if (event === 'proposal') answer = { ok: true, made: asProposed(value) };
      else if (event === 'problem') answer = { ok: false, refusal: refusalIn(value) };
    },
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) parser.feed(next.value);
  return answer;
}

const deltaIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value ? String(value.text) : '';

/** Guarantee: our own server sent it, after its schema. */
const asProposed = (value: unknown): Proposed => value as Proposed;

/** Guarantee: problem details have a sentence; the list of fields is optional. */
function refusalIn(value: unknown): Refusal {
  const { detail, errors = [] } = value as Refusal;
  return { detail, errors };
}
