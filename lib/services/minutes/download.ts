import { minutesToMarkdown } from '@/lib/minutes/to-markdown';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { ServiceError } from '../errors';
import { readMinutes, transcriptMeant } from './read';
import { wholeTranscript } from './whole';

/** The minutes as they stand now, as a document. @throws ServiceError `not_found`; `conflict` until they are taken, and once they are erased. */
export async function downloadMinutes(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId, format }: { meetingId: string; format: 'md' | 'json' },
): Promise<{ title: string; body: string }> {
  const { transcript, minutes } = await readMinutes(ctx, who, meetingId);
  if (!minutes) throw new ServiceError('conflict', transcript.erasedAt ? 'minutes.erased' : 'minutes.not_taken');
  const { title } = transcript;
  if (format === 'json') return { title, body: `${JSON.stringify(minutes, null, 2)}\n` };
  const whole = await wholeTranscript(ctx.db, await transcriptMeant(ctx.db, who.orgId, meetingId));
  return { title, body: minutesToMarkdown(minutes, whole) };
}
