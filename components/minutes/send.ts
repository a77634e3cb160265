/** Why a transcript was not taken: a sentence, and one for each field that is wrong. */
export interface Refused {
  detail: string;
  errors: Record<string, string>;
}
type Answer = { ok: true; meetingId: string } | { ok: false; refused: Refused | null };

interface Asked {
  title: string;
  heldOn: string;
  language: string;
  timeZone: string;
  /** Who takes the minutes; empty: rules. */
  by: string;
  speakers: Record<string, string>;
}

/**
 * Sends a transcript as a form, telling how much of it has gone (0 to 1): only XMLHttpRequest says that. `refused` is
 * null where the server could not be reached. The same key again is the same meeting.
 */
export function sendTranscript(
  source: File | string,
  { speakers, ...fields }: Asked,
  key: string,
  onProgress: (part: number) => void,
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  form.set('speakers', JSON.stringify(speakers));
  if (typeof source === 'string') form.set('text', source);
  else form.set('file', source);
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const request = new XMLHttpRequest();
  request.open('POST', '/api/v1/minutes');
  request.setRequestHeader('idempotency-key', key);
  request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
  request.onload = () => resolve(answerIn(request.status, request.responseText));
  request.onerror = () => resolve({ ok: false, refused: null });
  request.send(form);
  return promise;
}

interface Body {
  transcript?: { meetingId: string };
  detail?: string;
  errors?: { path: string; message: string }[];
}

function answerIn(status: number, text: string): Answer {
  const body = bodyIn(text);
  if (status === 201 && body?.transcript) return { ok: true, meetingId: body.transcript.meetingId };
  if (!body?.detail) return { ok: false, refused: null };
  const errors = Object.fromEntries((body.errors ?? []).map((one) => [one.path, one.message]));
  return { ok: false, refused: { detail: body.detail, errors } };
}

/** Guarantee: our own server sent it, after its schema; null for what some proxy between answered. */
function bodyIn(text: string): Body | null {
  try {
    return JSON.parse(text) as Body;
  } catch {
    return null;
  }
}
