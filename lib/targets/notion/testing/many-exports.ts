import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import { type Exportable, ExportFailure, type ExportMemory } from '@/lib/ports/export-target';
import { mappedPlaces, outboxFor } from '../delivery.fixtures';
import { aDecision, aLog, anExportedTask, aTask } from '../fixtures';
import { createNotionTarget } from '../notion-target';
import { type HeldClock, heldClock } from './clock';
import { dice } from './faults';
import { type NotionTwin, startNotion } from './notion';

const tasksEach = 8;
const mostTries = 400;
/** As the outbox waits after a failure; the time is the clock's own. */
const backOffMs = 6_000;

interface Council {
  log: DecisionLog;
  items: ActionItem[];
}

/** A decision of its own, with eight tasks; every seventh is so long that it takes several appends. */
function council(n: number, version: number): Council {
  const roll = dice(n * 31 + 7);
  const many = n % 7 === 3 ? 160 : 1 + Math.floor(roll() * 6);
  const risk = aLog().risks[0];
  const log = aLog({
    meeting_id: `m${n}`,
    run_id: `r${n}`,
    title: `Decision ${n} — «решение» 🙂${version > 1 ? ', changed' : ''}`,
    statement: `We do number ${n}.`,
    version,
    assumptions: Array.from(
      { length: many },
      (_, at) => `Assumption ${at} of ${n}${version > 1 && at % 3 === 0 ? ', again' : ''}`,
    ),
    risks: risk
      ? Array.from({ length: 1 + (n % 4) }, (_, at) => ({ ...risk, id: `R${at}`, text: `Risk ${at} of ${n}` }))
      : [],
  });
  const items = Array.from({ length: tasksEach }, (_, at) =>
    aTask({
      id: `T${at}`,
      idempotency_key: `m${n}:r${n}:T${at}`,
      title: `Task ${at} of ${n}${version > 1 && at % 2 === 0 ? ', changed' : ''}`,
      turns: [at + 1],
      version,
    }),
  );
  return { log, items };
}

const linksOf = (n: number) => ({
  decision: `https://xio.example/meetings/m${n}/decision`,
  turn: (turn: number) => `https://xio.example/meetings/m${n}#turn-${turn}`,
});

export interface ManyExports {
  exports: number;
  /** Artifacts that should be there: a decision and its tasks each. */
  artifacts: number;
  missing: number;
  twice: number;
  /** Pages whose content or properties differ from what an undisturbed export writes. */
  wrong: number;
  /** Tasks that are not at exactly their own decision, and decisions that do not hold exactly their own tasks. */
  unlinked: number;
  calls: number;
  faults: number;
  /** Of the twin: answers that Notion could not have given. */
  mistakes: string[];
}

/** One workspace, the outbox's memory of it, and a target that works in it. */
async function workspace(clock: HeldClock) {
  const twin = await startNotion({ clock });
  const settings = mappedPlaces(twin);
  const target = createNotionTarget({ baseUrl: twin.url, fetch: twin.request });
  return { twin, settings, outbox: outboxFor(twin, settings), target };
}
type Workspace = Awaited<ReturnType<typeof workspace>>;

/** Tries until it is there, as the outbox does: after each failure it waits, and knows what the last try kept. */
async function exported({ target, outbox, twin }: Workspace, clock: HeldClock, one: Exportable): Promise<ExportMemory> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { memory } = await target.deliver(outbox.delivery(one));
      outbox.kept.set(one.key, memory);
      return memory;
    } catch (error) {
      if (!(error instanceof ExportFailure) || error.blames !== 'service' || attempt === mostTries) {
        throw new Error(`${one.key} after ${attempt} tries, ${twin.count()} calls`, { cause: error });
      }
      clock.advance(Math.max(backOffMs, error.retryAfterMs ?? 0));
    }
  }
}

/** The decision first, then its tasks. Every third goes once more, changed. */
async function send(place: Workspace, clock: HeldClock, n: number): Promise<void> {
  for (const version of n % 3 === 0 ? [1, 2] : [1]) {
    const { log, items } = council(n, version);
    const links = linksOf(n);
    const decision = { ...aDecision(log, items), version, links };
    const { externalId } = await exported(place, clock, decision);
    for (const item of items) {
      await exported(place, clock, {
        ...anExportedTask(item, { decisionExternalId: externalId }),
        log,
        version,
        links,
      });
    }
  }
}

const idsOf = ({ outbox }: Workspace, n: number) => ({
  decision: outbox.kept.get(`m${n}:r${n}:decision`)?.externalId ?? '',
  tasks: Array.from({ length: tasksEach }, (_, at) => outbox.kept.get(`m${n}:r${n}:T${at}`)?.externalId ?? ''),
});

/** A page without the ids of others. */
const page = (twin: NotionTwin, id: string) =>
  twin.state().things[id]
    ? twin.markdown(id).replaceAll(/[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}/g, '#')
    : '';

const relation = (twin: NotionTwin, id: string, name: string): string => {
  const value = twin.state().things[id] ? twin.person.read(id)[name] : undefined;
  return value?.type === 'relation'
    ? value.relation
        .map((one) => one.id)
        .toSorted()
        .join()
    : '';
};

/** How many decisions go, with a random fault at a call with the probability `rate`; what then stands there. */
export async function manyExports({
  count,
  seed,
  rate,
}: {
  count: number;
  seed: number;
  rate: number;
}): Promise<ManyExports> {
  const clock = heldClock();
  const [place, calm] = [await workspace(clock), await workspace(heldClock())];
  const { twin, settings } = place;
  try {
    twin.faults.random({ seed, rate, mostInARow: 2 });
    for (let n = 0; n < count; n += 1) await send(place, clock, n);
    twin.faults.clear();
    const pages = [settings.decisions, settings.tasks].flatMap((one) => twin.person.pagesOf(one.dataSourceId));
    const keyOf = (id: string) => JSON.stringify(twin.person.read(id)['XIO ID']);
    const byKey = Map.groupBy(pages, ({ id }) => keyOf(id));
    const back =
      Object.entries(twin.person.read(pages[0]?.id ?? '')).find(([name]) => name.includes('Tasks'))?.[0] ?? '';
    const found = { missing: 0, twice: pages.length - byKey.size, wrong: 0, unlinked: 0 };
    for (let n = 0; n < count; n += 1) {
      const version = n % 3 === 0 ? 2 : 1;
      await plain(calm, n, version);
      const [ids, right] = [idsOf(place, n), idsOf(calm, n)];
      const all = [ids.decision, ...ids.tasks];
      const fair = [right.decision, ...right.tasks];
      found.missing += all.filter((id) => twin.state().things[id]?.kind !== 'page').length;
      found.wrong += all.filter((id, at) => page(twin, id) !== page(calm.twin, fair[at] ?? '')).length;
      found.unlinked += ids.tasks.filter((id) => relation(twin, id, 'Decision') !== ids.decision).length;
      found.unlinked += relation(twin, ids.decision, back) === ids.tasks.toSorted().join() ? 0 : 1;
    }
    const faults = twin.calls.filter((one) => one.fault !== null).length;
    const artifacts = count * (1 + tasksEach);
    return { exports: count, artifacts, ...found, calls: twin.calls.length, faults, mistakes: [...twin.mistakes] };
  } finally {
    await twin.close();
    await calm.twin.close();
  }
}

/** The newest version, where nothing fails. */
async function plain(calm: Workspace, n: number, version: number): Promise<void> {
  const { log, items } = council(n, version);
  const links = linksOf(n);
  const { externalId } = await exported(calm, heldClock(), { ...aDecision(log, items), version, links });
  for (const item of items) {
    const task = { ...anExportedTask(item, { decisionExternalId: externalId }), log, version, links };
    await exported(calm, heldClock(), task);
  }
}

/** What one decision with eight tasks costs where nothing fails: calls by endpoint, and seconds at the allowed rate. */
export async function oneExport(callsPerSecond = 3) {
  const clock = heldClock();
  const place = await workspace(clock);
  const began = clock.now();
  const paced = {
    ...place,
    outbox: { ...place.outbox, delivery: pacedDelivery(place, clock, 1_000 / callsPerSecond) },
  };
  try {
    await send(paced, clock, 1);
    const endpoints = Map.groupBy(place.twin.calls, (one) => one.endpoint);
    const calls = Object.fromEntries([...endpoints].map(([name, list]) => [name, list.length]));
    return { calls, all: place.twin.calls.length, seconds: (clock.now() - began) / 1_000 };
  } finally {
    await place.twin.close();
  }
}

const pacedDelivery =
  ({ outbox }: Workspace, clock: HeldClock, apartMs: number): Workspace['outbox']['delivery'] =>
  (one) => ({ ...outbox.delivery(one), turn: async () => clock.advance(apartMs) });
