import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Watched } from './round';
import { watch } from './viewer';
import type { World } from './world';

const eventSchema = z.looseObject({
  name: z.string(),
  at: z.number(),
  payload: z.looseObject({ turn: z.number().optional(), outcome: z.string().optional() }).optional(),
  turn: z.number().optional(),
  outcome: z.string().optional(),
});
const runSchema = z.looseObject({ state: z.looseObject({ used: z.object({ tokens: z.number() }).loose() }) });
const countsSchema = z.object({ rows: z.number(), first: z.number(), last: z.number() });

/** What became of a run. */
export interface Findings {
  wrong: string[];
  resumed: number;
  /** When each event was written, and what it is, in order. */
  log: { at: number; name: string }[];
}

/** Compares what all viewers of a run saw with its log, and the log with itself. */
export async function check(world: World, url: string, { runId, meetingId, viewers }: Watched): Promise<Findings> {
  const address = `${url}/api/v1/meetings/${meetingId}/stream?runId=${runId}`;
  const whole = watch(address, world.token, AbortSignal.timeout(60_000));
  await whole.done;
  const wrong = viewers.flatMap((one) => one.wrong);
  for (const viewer of viewers) {
    for (const [seq, data] of whole.seen) {
      if (!same(viewer.seen.get(seq), data))
        wrong.push(`event ${seq} was seen otherwise: ${viewer.seen.get(seq)} / ${data}`);
    }
    if (viewer.seen.size !== whole.seen.size) wrong.push(`${viewer.seen.size} of ${whole.seen.size} events were seen`);
  }
  const events = [...whole.seen.values()].map((data) => eventSchema.parse(JSON.parse(data)));
  const completed = events.filter((one) => one.name === 'turn-completed').map((one) => one.payload?.turn ?? one.turn);
  if (new Set(completed).size !== completed.length) wrong.push('a turn was completed twice');
  const outcome = events.at(-1)?.payload?.outcome ?? events.at(-1)?.outcome;
  if (outcome !== 'decided' && outcome !== 'escalated') wrong.push(`it ended ${outcome}`);

  const counted = await world.pool.query(
    'select count(*)::int as rows, min(seq)::int as first, max(seq)::int as last from run_events where run_id = $1',
    [runId],
  );
  const { rows, first, last } = countsSchema.parse(counted.rows[0]);
  if (first !== 1 || rows !== last) wrong.push(`the log has ${rows} events from ${first} to ${last}`);
  const charged = await world.pool.query(
    'select coalesce(sum(input_tokens + output_tokens), 0)::int as tokens from usage where run_id = $1',
    [runId],
  );
  const answer = await fetch(`${url}/api/v1/runs/${runId}`, { headers: { authorization: `Bearer ${world.token}` } });
  const { used } = runSchema.parse(await answer.json()).state;
  const tokens = z.object({ tokens: z.number() }).parse(charged.rows[0]).tokens;
  if (tokens !== used.tokens) wrong.push(`${tokens} tokens were charged, the run knows of ${used.tokens}`);
  return { wrong, resumed: viewers.reduce((sum, one) => sum + one.resumed, 0), log: events };
}

/** The same event, whatever the order of its keys: the driver's own is sent before the database has sorted them. */
const same = (one: string | undefined, other: string): boolean =>
  one === other || (one !== undefined && isDeepStrictEqual(JSON.parse(one), JSON.parse(other)));
