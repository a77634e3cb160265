import { createParser } from 'eventsource-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoggedEvent } from '@/lib/council/events';
import { fold } from '@/lib/council/evolve';
import { veil } from '@/lib/council/veil';
import { fromStreamEvent, type SpeechFrame, type StreamEvent } from '@/lib/wire/stream-event';
import { systemClock } from '@/lib/wiring';
import type { Context, Member } from '../context';
import { guestReads, guestSight } from '../shares/read';
import { memberReads } from './audience';
import { followRun } from './follow';
import { driveRun } from './hold';
import { readAll } from './read-all';
import { startRun } from './start';
import { createTestCouncil, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

/** Reads a stream to its end; `slowly` waits for it before each chunk is taken, `onSpoken` is told of every delta. */
async function watch(stream: ReadableStream<Uint8Array>, slowly?: () => Promise<void>, onSpoken = () => {}) {
  const events: LoggedEvent[] = [];
  const spoken: SpeechFrame['payload'][] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      const frame = JSON.parse(data) as StreamEvent | SpeechFrame;
      if ('status' in frame) {
        spoken.push(frame.payload);
        onSpoken();
      } else events.push(fromStreamEvent(frame));
    },
  });
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  for (;;) {
    await slowly?.();
    const { done, value } = await reader.read();
    if (done) return { events, spoken };
    parser.feed(decoder.decode(value, { stream: true }));
  }
}

const follow = (ctx: Context, runId: string, after = 0, who: Member = council.who) =>
  followRun(ctx, memberReads(who), {
    meetingId: council.meetingId,
    runId,
    after,
    signal: new AbortController().signal,
  });

/** Holds every turn back until told, so that viewers can join in mid-turn. */
function gated(words = 'First words. ') {
  let open = () => {};
  let gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let said = () => {};
  const firstWords = new Promise<void>((resolve) => {
    said = resolve;
  });
  return {
    firstWords,
    open: () => open(),
    speech: {
      ...quickSpeech,
      async speak(...[request, onDelta, signal]: Parameters<typeof quickSpeech.speak>) {
        onDelta(words);
        said();
        await gate;
        gate = Promise.resolve();
        const result = await quickSpeech.speak(request, () => {}, signal);
        return { ...result, answer: { ...result.answer, text: `${words}${result.answer.text}` } };
      },
    },
  };
}

describe('following a run', () => {
  it('gives every viewer every event once and in order, here and in another process, from any point', async () => {
    const held = gated();
    const here = council.context({ speech: held.speech });
    const elsewhere = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const whole = [watch(await follow(here, runId)), watch(await follow(elsewhere, runId))];
    await held.firstWords;
    const late = watch(await follow(here, runId, 3));
    held.open();
    await driveRun(here, council.who.orgId, runId);
    const log = await readAll(here.events, council.who.orgId, runId);
    for (const { events } of await Promise.all(whole))
      expect(events).toEqual(log.map((event) => veil(event, 'moderator')));
    expect((await late).events.map((event) => event.seq)).toEqual(log.slice(3).map((event) => event.seq));
    const again = await watch(await follow(elsewhere, runId, log.length - 2));
    expect(again.events.map((event) => event.name)).toEqual(log.slice(-2).map((event) => event.name));
  });

  it('shows who joins in mid-turn the turn from its first word, in any process', async () => {
    const held = gated();
    const here = council.context({ speech: held.speech });
    const elsewhere = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const before = watch(await follow(here, runId));
    await held.firstWords;
    await expect.poll(async () => (await here.events.readSpeech(council.who.orgId, runId)).length).toBe(1);
    const heard = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const [near, far] = [await follow(here, runId, 2), await follow(elsewhere, runId, 2)];
    const joined = [watch(near, undefined, heard[0]?.resolve), watch(far, undefined, heard[1]?.resolve)];
    await Promise.all(heard.map((one) => one.promise));
    held.open();
    await driveRun(here, council.who.orgId, runId);
    expect((await before).spoken[0]).toMatchObject({ turn: 1, offset: 0, delta: 'First words. ' });
    for (const { spoken } of await Promise.all(joined)) {
      expect(spoken.find((one) => one.turn === 1)).toMatchObject({
        offset: 0,
        delta: expect.stringMatching(/^First words\. /),
      });
    }
  });

  it('says nothing that is half spoken to a guest from whom a name is hidden, and then all but the name', async () => {
    const held = gated('Olga Brandt holds the keys. ');
    const here = council.context({ speech: held.speech });
    const { orgId } = council.who;
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const guest = async (names: boolean, after = 0, onSpoken = () => {}) => {
      const sight = await guestSight(here, { orgId, scope: 'live', redaction: { names, passages: [] } }, runId);
      const { signal } = new AbortController();
      const asked = { meetingId: council.meetingId, runId, after, signal };
      return watch(await followRun(here, guestReads(orgId, `${names}`, sight), asked), undefined, onSpoken);
    };
    const hidden = [guest(true)];
    await held.firstWords;
    await expect.poll(async () => (await here.events.readSpeech(orgId, runId)).length).toBe(1);
    hidden.push(guest(true, 2));
    const heard = Promise.withResolvers<void>();
    const open = guest(false, 2, heard.resolve);
    await heard.promise;
    held.open();
    await driveRun(here, orgId, runId);
    expect((await open).spoken[0]?.delta).toMatch(/^Olga Brandt holds the keys\. /);
    for (const { events, spoken } of await Promise.all(hidden)) {
      expect(spoken).toEqual([]);
      expect(JSON.stringify(events)).not.toMatch(/Olga|Brandt/);
      expect(JSON.stringify(events)).toContain('Person 1 holds the keys. ');
    }
  });

  it.each(['here', 'elsewhere'] as const)(
    'lets the first viewer of a turn that is under way hear all of it, %s',
    async (where) => {
      const words = Promise.withResolvers<(text: string) => void>();
      const done = Promise.withResolvers<void>();
      const speech: typeof quickSpeech = {
        ...quickSpeech,
        async speak(request, onDelta, signal) {
          if (request.turn > 1) return quickSpeech.speak(request, onDelta, signal);
          onDelta('First words. ');
          words.resolve(onDelta);
          await done.promise;
          const result = await quickSpeech.speak(request, () => {}, signal);
          return { ...result, answer: { ...result.answer, text: 'First words. Second words.' } };
        },
      };
      const here = council.context({ speech });
      const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
      const say = await words.promise;
      await expect.poll(async () => (await here.events.readSpeech(council.who.orgId, runId)).length).toBe(1);
      const { head } = await here.events.read(council.who.orgId, runId, 0).then((all) => ({ head: all.length }));
      const stream = await follow(where === 'here' ? here : council.context(), runId, head);
      const [seen, kept] = stream.tee();
      const reader = seen.getReader();
      let text = '';
      const heard = async (what: string) => {
        const decoder = new TextDecoder();
        while (!text.includes(what)) text += decoder.decode((await reader.read()).value, { stream: true });
      };
      await heard('First words. ');
      say('Second words.');
      await heard('Second words.');
      done.resolve();
      void reader.cancel();
      expect((await watch(kept)).events.at(-1)?.name).toBe('run-finished');
    },
  );

  it('keeps a slow viewer whole: what could not be pushed is read from the log', async () => {
    const here = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const released = Promise.withResolvers<void>();
    const slow = watch(await follow(here, runId), () => released.promise);
    await driveRun(here, council.who.orgId, runId);
    released.resolve();
    const { events } = await slow;
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
    expect(fold(events).status).toBe('finished');
  });

  it('never sends a ballot before it is closed, nor costs to a member', async () => {
    const here = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const { events, spoken } = await watch(await follow(here, runId, 0, { ...council.who, role: 'member' }));
    const ballots = fold(events)
      .turns.filter((turn) => turn.purpose === 'ballot')
      .map((turn) => turn.turn);
    expect(ballots.length).toBeGreaterThan(0);
    expect(spoken.filter((one) => ballots.includes(one.turn))).toEqual([]);
    for (const event of events) {
      if (event.name === 'turn-completed' && ballots.includes(event.turn)) expect(event.answer).toEqual({ text: '' });
      if (event.name === 'usage-recorded') expect(event.usage.inputTokens).toBe(0);
    }
    expect(fold(events).ballot?.votes[0]?.text).toBe('I vote so.');
  });

  it('goes on past the end for who asks: else nobody sees an export arrive', async () => {
    const here = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    const leaves = new AbortController();
    const input = { meetingId: council.meetingId, runId, after: 0, pastEnd: true, signal: leaves.signal };
    const asked = Promise.withResolvers<void>();
    const reader = (await followRun(here, memberReads(council.who), input)).getReader();
    const seen = (async () => {
      const decoder = new TextDecoder();
      for (let text = ''; ; ) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += decoder.decode(value, { stream: true });
        if (text.includes('run-finished')) asked.resolve();
        if (text.includes('export-started')) leaves.abort();
      }
    })();
    await driveRun(here, council.who.orgId, runId);
    await asked.promise;
    await here.events.appendExport(council.who.orgId, runId, { name: 'export-started', export: 'e1', attempt: 1 });
    expect(await seen).toContain('export-started');
  });

  it('refuses a stranger before the first byte', async () => {
    const here = council.context();
    const stranger: Member = { ...council.who, orgId: 'another' };
    await expect(follow(here, 'any', 0, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends for who was signed out, or sees less from now on, while the council goes on', async () => {
    for (const now of [null, { ...council.who, role: 'member' as const }]) {
      const held = gated();
      const asked = Promise.withResolvers<void>();
      const here = council.context({
        speech: held.speech,
        clock: {
          // Always on the stroke of the moment at which streams ask.
          now: () => systemClock.now() - (systemClock.now() % 15_000),
          wait: (ms, signal) => (ms === 15_000 ? asked.promise : systemClock.wait(ms, signal)),
        },
      });
      const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
      await held.firstWords;
      const input = { meetingId: council.meetingId, runId, after: 0, signal: new AbortController().signal };
      const stream = watch(
        await followRun(here, memberReads(council.who), { ...input, stillReads: async () => now && memberReads(now) }),
      );
      asked.resolve();
      expect((await stream).events.map((event) => event.name)).not.toContain('run-finished');
      held.open();
      await driveRun(here, council.who.orgId, runId);
    }
  });

  it('refuses to go on after an event that does not exist, instead of waiting for it in silence', async () => {
    const here = council.context();
    const { runId } = await startRun(here, council.who, { meetingId: council.meetingId });
    await driveRun(here, council.who.orgId, runId);
    await expect(follow(here, runId, 5000)).rejects.toMatchObject({ code: 'invalid', reason: 'run.after' });
  });
});
