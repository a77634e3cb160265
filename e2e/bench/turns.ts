import type { LoggedEvent } from '@/lib/council/events';
import { hold, makeMeeting } from './council';
import { bareLoop, sdkLoop } from './floors';
import type { Lab } from './lab';
import type { ModelCall } from './model';
import { median, type Row } from './table';

const experts = 7;

interface Sample {
  /** Wall ms a turn. */
  wall: number;
  /** Ms a turn that were not the model's. */
  over: number;
}

/** Asked of all experts at once. */
const parallel = new Set(['draft', 'review', 'ballot']);

/**
 * `over` of XIO counts the turns that follow one another, each from the end of what was before it (so with the
 * choice of the speaker and all commits) to its own `turn-completed`, without the model's time. Calls in parallel
 * overlap, and would hide some of it or count some of it more than once.
 */
function sampleOf(wallMs: number, events: readonly LoggedEvent[], calls: readonly ModelCall[]): Sample {
  const completed = events.filter((event) => event.name === 'turn-completed');
  if (completed.length !== calls.length) {
    throw new Error(`${completed.length} turns, but ${calls.length} calls: the model was not understood`);
  }
  const began = events.find((event) => event.name === 'turn-started')?.at ?? 0;
  const alone = completed.flatMap(({ purpose, at }, index) =>
    parallel.has(purpose) ? [] : [at - (completed[index - 1]?.at ?? began)],
  );
  const models = own(calls.filter((call) => !parallel.has(call.purpose)));
  const total = alone.reduce((sum, ms) => sum + ms, 0);
  return { wall: wallMs / calls.length, over: (total - models) / alone.length };
}

const own = (calls: readonly ModelCall[]) => calls.reduce((sum, call) => sum + call.ms, 0);

async function measure(lab: Lab, paceMs: number, repetitions: number) {
  const meetingId = await makeMeeting(lab, experts, paceMs);
  const viaSdk = sdkLoop(lab.modelUrl);
  const samples: Record<'xio' | 'bare' | 'sdk', Sample[]> = { xio: [], bare: [], sdk: [] };
  for (let repetition = -1; repetition < repetitions; repetition++) {
    const council = await lab.watchModel(() => hold(lab, meetingId));
    const asked = council.calls;
    const loop = async (run: (calls: ModelCall[]) => Promise<number>): Promise<Sample> => {
      const { result, calls } = await lab.watchModel(() => run(asked));
      return { wall: result / calls.length, over: (result - own(calls)) / calls.length };
    };
    const xio = sampleOf(council.result.wallMs, council.result.events, asked);
    const bare = await loop((calls) => bareLoop(lab.modelUrl, calls));
    const sdk = await loop(viaSdk);
    if (repetition < 0) continue; // everybody warms up once
    samples.xio.push(xio);
    samples.bare.push(bare);
    samples.sdk.push(sdk);
  }
  const middle = (of: Sample[]): Sample => ({
    wall: median(of.map((one) => one.wall)),
    over: median(of.map((one) => one.over)),
  });
  return { xio: middle(samples.xio), bare: middle(samples.bare), sdk: middle(samples.sdk) };
}

/** What a turn costs, against a bare loop of fetch calls and the AI SDK in a bare loop. */
export async function turns(lab: Lab): Promise<Row[]> {
  const instant = await measure(lab, 0, 7);
  const paced = await measure(lab, 5, 3);
  const unit = 'ms';
  return [
    {
      name: 'a turn, instant model, over fetch',
      unit,
      value: instant.xio.wall,
      floor: instant.bare.wall,
      atMost: { of: 'ratio', limit: 6 },
    },
    {
      name: 'a turn, instant model, over AI SDK',
      unit,
      value: instant.xio.wall,
      floor: instant.sdk.wall,
      atMost: { of: 'ratio', limit: 1.5 },
    },
    { name: 'beside the model, instant', unit, value: instant.xio.over, floor: instant.bare.over },
    {
      name: 'a turn, 5 ms between chunks',
      unit,
      value: paced.xio.wall,
      floor: paced.bare.wall,
      atMost: { of: 'difference', limit: 4 },
    },
    // A council asks in parallel and the loops do not: what a turn costs where nothing is parallel, stricter than asked.
    { name: '  beside the model, one after another', unit, value: paced.xio.over, floor: paced.bare.over },
    { name: '  the same of the AI SDK', unit, value: paced.sdk.over, floor: paced.bare.over },
  ];
}
