import { notFound } from 'next/navigation';
import type { Context, Member } from '@/lib/services/context';
import { readMeeting } from '@/lib/services/meetings/read';
import type { Meeting } from '@/lib/services/meetings/schemas';
import { orNotFound } from '../../found';

/** A meeting that a council held or will hold; the not-found page for one that people held by themselves. */
export async function councilOf(ctx: Context, who: Member, meetingId: string): Promise<Meeting> {
  const meeting = await orNotFound(readMeeting(ctx, who, meetingId));
  return meeting.kind === 'minutes' ? notFound() : meeting;
}
