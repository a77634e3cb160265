import { longestTranscript } from '@/lib/minutes/transcript';
import { ServiceError } from '@/lib/services/errors';
import { aboutTranscriptSchema, postMinutesSchema } from '@/lib/services/minutes/schemas';
import type { Taking } from '@/lib/services/minutes/take';
import { readBody, readBytes } from '../_http/input';
import { parse } from '../_http/query';

/** The form or the JSON around a transcript makes it longer on the wire. */
const limitKb = (longestTranscript.megabytes + 1) * 1024;

/**
 * A transcript and what is said about it: as JSON, or as a form with a file in whatever encoding it has.
 * @throws ServiceError `too_large`, before anything is read where its length is told; `invalid`.
 */
export async function readTaking(request: Request): Promise<Taking> {
  if (Number(request.headers.get('content-length')) > limitKb * 1024) throw tooLarge();
  try {
    return isForm(request) ? await readForm(request) : await readText(request);
  } catch (error) {
    throw error instanceof ServiceError && error.code === 'too_large' ? tooLarge() : error;
  }
}

const tooLarge = () => new ServiceError('too_large', 'transcript.too_large', { limit: longestTranscript.megabytes });
const isForm = ({ headers }: Request) => /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');

async function readText(request: Request): Promise<Taking> {
  const { text, ...about } = await readBody(request, postMinutesSchema, limitKb);
  return { ...about, source: text };
}

async function readForm(request: Request): Promise<Taking> {
  const bytes = await readBytes(request, limitKb);
  const form = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': contentType(request) } })
    .formData()
    .catch(() => {
      throw new ServiceError('invalid', 'minutes.not_a_form');
    });
  const { file, speakers, text, ...fields } = Object.fromEntries([...form].filter(([, value]) => value !== ''));
  const about = parse(aboutTranscriptSchema, {
    ...fields,
    ...(speakers === undefined ? {} : { speakers: speakersIn(String(speakers)) }),
    ...(file instanceof File && fields.fileName === undefined ? { fileName: file.name } : {}),
  });
  const source = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : text;
  if (source === undefined || source instanceof File || source.length === 0)
    throw new ServiceError('invalid', 'request.invalid', { count: 1 }, [{ path: 'file', code: 'minutes.no_file' }]);
  return { ...about, source };
}

const contentType = ({ headers }: Request) => headers.get('content-type') ?? '';

/** JSON within a form; what is none fails where the schema looks at it. */
function speakersIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
