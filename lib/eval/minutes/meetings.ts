import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readTranscript } from '@/lib/minutes/read-transcript';
import type { Transcript } from '@/lib/minutes/transcript';
import { type GoldMeeting, goldMeetingSchema } from './meeting.schema';

export interface LabelledMeeting {
  name: string;
  transcript: Transcript;
  gold: GoldMeeting['gold'];
  heldOn: string | null;
}

const own = join(import.meta.dirname, 'transcripts');
/** Twelve meetings of the AMI corpus, which are no part of this repository. */
export const amiFolder = resolve(import.meta.dirname, '../../../../shared/data/meetings');

function meetingIn(folder: string, file: string): LabelledMeeting {
  const source = readFileSync(join(folder, file), 'utf8');
  const { gold, held_on } = goldMeetingSchema.parse(JSON.parse(source));
  const read = readTranscript(source, { fileName: file });
  if ('refused' in read) throw new Error(`${file}: ${read.refused.code}`);
  return { name: basename(file, '.json'), transcript: read.transcript, gold, heldOn: held_on ?? null };
}

const meetingsIn = (folder: string): LabelledMeeting[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => meetingIn(folder, file))
    : [];

/** Our own small transcripts, in both languages. */
export const ownMeetings = (): LabelledMeeting[] => meetingsIn(own);
/** The real meetings; none where the folder is missing. */
export const realMeetings = (folder = amiFolder): LabelledMeeting[] => meetingsIn(folder);
