import { createParser } from 'eventsource-parser';

export interface Figures {
  firstTokenMs: number;
  totalMs: number;
  tokens: number;
  /** Null where nobody knows the price. */
  microUsd: number | null;
}

/** Has a connected model say one sentence. @throws Error whose message is for people; the signal's reason when aborted. */
export async function sample(
  id: string,
  model: string,
  onText: (text: string) => void,
  signal: AbortSignal,
): Promise<Figures> {
  const body = JSON.stringify({ model });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`/api/v1/models/${id}/test`, { method: 'POST', body, headers, signal });
  if (!answer.ok || !answer.body) throw new Error((await answer.json()).detail);
  let done: Figures | null = null;
  let refused: string | null = null;
  const parser = createParser({
    onEvent({ event, data }) {
      const told = JSON.parse(data);
      if (event === 'delta') onText(told.text);
      else if (event === 'done') done = told;
      else refused = told.detail;
    },
  });
  const text = new TextDecoder();
  const reader = answer.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    parser.feed(text.decode(next.value, { stream: true }));
  }
  if (refused !== null) throw new Error(refused);
  if (!done) throw new Error('');
  return done;
}
