import type { Answer, Purpose } from '@/lib/council/answers.schema';
import type { SpeechRequest } from '@/lib/ports/speech';
import { Stage } from '../stage';
import { ballot } from './ballot';
import { close } from './close';
import { discuss } from './discuss';
import { draft } from './draft';
import { followUp } from './follow-up';
import { frame } from './frame';
import { pool } from './pool';
import { premortem } from './premortem';
import { record } from './record';
import { review } from './review';
import { select } from './select';
import { tasks } from './tasks';

const speakers: Readonly<Record<Purpose, (stage: Stage) => Answer>> = {
  frame,
  draft,
  pool,
  review,
  discuss,
  premortem,
  ballot,
  record,
  tasks,
  close,
  select,
  follow_up: followUp,
};

/** What a scripted seat says: the same for the same state, seat and turn. */
export const compose = (request: SpeechRequest): Answer => speakers[request.purpose](new Stage(request));
