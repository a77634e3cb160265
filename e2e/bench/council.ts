import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { LoggedEvent } from '@/lib/council/events';
import type { Seat, Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { fromStreamEvent, type StreamEvent } from '@/lib/wire/stream-event';
import { idOf, type Lab } from './lab';
import type { Manner } from './model';

const markdown = readFileSync(join(import.meta.dirname, '../../lib/examples/dockershim-removal.md'), 'utf8');
const startedSchema = z.looseObject({ runId: z.string() });

/** A council with so many experts, all on a model of the lab's. */
function team(experts: number, name: string): Team {
  const model = { provider: 'compatible', name } as const;
  const base = templateOf('architecture-decision').team('en', model);
  const [first] = base.seats.filter((seat) => seat.role === 'expert');
  if (!first) throw new Error('The template has no expert');
  const more = Array.from(
    { length: experts },
    (_, at): Seat => ({ ...first, id: `expert-${at + 1}`, name: `Expert ${'ABCDEFGHIJKLM'[at]}` }),
  );
  return {
    ...base,
    name: `Bench ${experts} ${name}`,
    seats: [...base.seats.filter((seat) => seat.role !== 'expert'), ...more],
    limits: { turns: 400, active_minutes: 60, tokens: 10_000_000, money: 0 },
  };
}

/** Makes team and meeting by the API and returns the meeting's id. `paceMs`: between two chunks of the model. */
export async function makeMeeting(
  lab: Pick<Lab, 'api'>,
  experts: number,
  paceMs: number,
  manner: Manner = 'pace',
): Promise<string> {
  const teamId = idOf(await lab.api('POST', '/teams', { config: team(experts, `${manner}-${paceMs}`) }));
  return idOf(await lab.api('POST', '/meetings', { markdown, teamId }));
}

export const start = async (lab: Pick<Lab, 'api'>, meetingId: string): Promise<string> =>
  startedSchema.parse(await lab.api('POST', `/meetings/${meetingId}/start`, {})).runId;

export const streamUrl = (lab: Pick<Lab, 'url'>, meetingId: string, runId: string): string =>
  `${lab.url}/api/v1/meetings/${meetingId}/stream?runId=${runId}`;

const runSchema = z.looseObject({ state: z.looseObject({ status: z.string() }) });

/** A run that waits, paused before its first draft, so that all viewers are there when it goes on. */
export async function startPaused(
  lab: Pick<Lab, 'url' | 'api'>,
  meetingId: string,
): Promise<{ meetingId: string; runId: string; url: string }> {
  const runId = await start(lab, meetingId);
  await lab.api('POST', `/meetings/${meetingId}/control`, { control: 'pause', mode: 'now' });
  const isPaused = async () => runSchema.parse(await lab.api('GET', `/runs/${runId}`)).state.status === 'paused';
  for (let tries = 0; !(await isPaused()); tries++) {
    if (tries > 500) throw new Error('The run does not pause');
    await wait(20);
  }
  return { meetingId, runId, url: streamUrl(lab, meetingId, runId) };
}

/** Starts a run and follows it by SSE to its end. `wallMs`: from the start's request to the end of the stream. */
export async function hold(lab: Lab, meetingId: string): Promise<{ wallMs: number; events: LoggedEvent[] }> {
  const began = performance.now();
  const runId = await start(lab, meetingId);
  const response = await fetch(streamUrl(lab, meetingId, runId), { headers: { authorization: `Bearer ${lab.token}` } });
  const text = await response.text();
  const wallMs = performance.now() - began;
  const events = text
    .split('\n\n')
    .filter((frame) => frame.startsWith('id: '))
    .map((frame) => fromStreamEvent(JSON.parse(frame.slice(frame.indexOf('data: ') + 6)) as StreamEvent));
  const last = events.at(-1);
  if (last?.name !== 'run-finished') throw new Error(`The stream ended after ${last?.name}`);
  if (last.outcome !== 'decided' && last.outcome !== 'escalated') throw new Error(`The run ended ${last.outcome}`);
  return { wallMs, events };
}
