import { describe, expect, it } from 'vitest';
import { answerSchemas, type Purpose } from '@/lib/council/answers.schema';
import type { Finding } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import type { SpeechRequest } from '@/lib/ports/speech';
import { createPlaybook } from './index';
import { readAgenda } from './read-agenda';
import { agendaOf, hold, model, speak } from './testing';

const clock = { now: () => 0, wait: async () => {} };
const request = (): SpeechRequest => {
  const { sim } = hold(agendaOf('school-meals'));
  const seat = sim.state.team.seats[1];
  if (!seat) throw new Error('No expert');
  return {
    turn: 9,
    attempt: 1,
    seat,
    purpose: 'discuss',
    model,
    state: sim.state,
    asks: [],
    said: [],
    connection: null,
    deadlineMs: 60_000,
  };
};

describe('speaking', () => {
  it('streams the text in order and tells that it is scripted and free', async () => {
    let heard = '';
    const result = await createPlaybook({ pace: 1, clock }).speak(
      request(),
      (text) => {
        heard += text;
      },
      new AbortController().signal,
    );
    expect(heard).toBe(result.answer.text);
    expect(result).toMatchObject({
      marks: ['scripted'],
      usage: { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true },
    });
  });

  it('says everything at once at pace 0, without a timer', async () => {
    const pieces: string[] = [];
    const still = { now: () => 0, wait: () => Promise.reject(new Error('No timers at pace 0')) };
    const { answer } = await createPlaybook({ pace: 0, clock: still }).speak(
      request(),
      (text) => pieces.push(text),
      new AbortController().signal,
    );
    expect(pieces).toEqual([answer.text]);
  });

  it('stops in the middle of a sentence when it is cut', async () => {
    const cut = new AbortController();
    let heard = '';
    const speaking = createPlaybook({ pace: 1, clock }).speak(
      request(),
      (text) => {
        heard += text;
        if (heard.length > 60) cut.abort(new Error('cut'));
      },
      cut.signal,
    );
    await expect(speaking).rejects.toThrow('cut');
    expect(heard.length).toBeLessThan(120);
  });
});

describe('a team of one’s own', () => {
  const own = (experts: number): Team => {
    const team = templateOf('general').team('en', model);
    const seats = Array.from({ length: experts }, (_, index) => ({
      id: `x${index}`,
      role: 'expert' as const,
      name: `Person ${index + 1}`,
      persona: 'Thinks.',
      model,
      tools: [],
    }));
    return {
      ...team,
      seats: [...seats, ...team.seats.filter((seat) => seat.role !== 'expert')],
      limits: { ...team.limits, turns: 200 },
    };
  };
  it.each([2, 3, 5, 12])('of %i experts without keywords reaches an end with valid answers', (experts) => {
    const { answers, state } = hold(agendaOf('dockershim-removal'), { team: own(experts) });
    expect(['decided', 'escalated']).toContain(state.outcome);
    for (const { turn, answer } of answers) {
      if (turn.purpose !== 'say')
        expect(
          answerSchemas[turn.purpose].safeParse(answer).error?.issues ?? [],
          `${turn.purpose}: ${answer.text}`,
        ).toEqual([]);
    }
    expect(
      new Set(state.alternatives.filter((one) => !one.nothing).map((one) => one.name)).size,
    ).toBeGreaterThanOrEqual(3);
  });
});

describe('a thin agenda', () => {
  it.each([
    ['How do we get new people to work faster?', 'general', 'en'],
    ['Should we adopt a four-day week?', 'policy-choice', 'en'],
    ['Стоит ли нам менять хранилище журналов?', 'architecture-decision', 'ru'],
    ['Какие два изменения делаем первыми?', 'incident-review', 'ru'],
    ['Which supplier do we choose?', 'vendor-choice', 'en'],
  ] as const)('without a fact still gets a whole council: %s', (question, template, language) => {
    const agenda = {
      ...agendaOf('dockershim-removal'),
      question,
      template,
      language,
      facts: [],
      constraints: [],
      items: [],
      decider: 'Olga Brandt',
    };
    const { answers, state } = hold(agenda);
    expect(['decided', 'escalated']).toContain(state.outcome);
    expect(answers[0]?.answer.text).toContain('Olga Brandt');
    for (const { turn, answer } of answers) {
      if (turn.purpose !== 'say')
        expect(
          answerSchemas[turn.purpose].safeParse(answer).error?.issues ?? [],
          `${turn.purpose}: ${answer.text}`,
        ).toEqual([]);
    }
  });
});

describe('what people and the gate ask for', () => {
  const { state } = hold(agendaOf('dockershim-removal'));
  const turn = (purpose: Purpose, asks: Finding[] = []) => ({
    turn: state.turns.length + 1,
    seat: 'expert-b',
    purpose,
    asks,
  });
  const ask = (code: Finding['code'], subject: string | null): Finding => ({
    code,
    subject,
    seat: 'expert-b',
    args: {},
  });

  it('relates a person’s words to the fact they touch', () => {
    const { text } = speak(state, turn('discuss'), [
      { by: 'Olga Brandt', text: 'What about clusters that still run it?' },
    ]);
    expect(text).toContain('Olga Brandt');
    expect(text).toContain('many clusters still on it');
  });

  it('says so where no fact answers', () => {
    const { text } = speak(state, turn('discuss'), [{ by: 'Olga Brandt', text: 'Whose birthday?' }]);
    expect(text).toMatch(/open questions|nothing written/);
  });

  it.each([
    ['min_alternatives', null, 'alternatives'],
    ['rationale_missing', 'A1', 'claims'],
    ['risk_missing', 'A1', 'risks'],
    ['mitigation_missing', 'R1', 'mitigations'],
    ['risk_cost_missing', 'R1', 'mitigations'],
    ['unanswered_block', 'O1', 'replies'],
  ] as const)('supplies %s', (code, subject, field) => {
    const answer = speak(state, turn('follow_up', [ask(code, subject)]));
    expect(answerSchemas.follow_up.safeParse(answer).error?.issues ?? []).toEqual([]);
    expect(answer[field]?.length).toBe(1);
  });
});

describe('reading an agenda', () => {
  it('takes the options from the question', () => {
    expect(readAgenda(agendaOf('dockershim-removal')).options.map((one) => one.name)).toEqual([
      'Remove in version 1.24',
      'Keep it one year longer',
      'Hand it to another project',
      'Do nothing',
    ]);
    expect(readAgenda(agendaOf('billing-monolith.ru')).options.map((one) => one.name)).toContain(
      'Вынести биллинг в отдельный сервис',
    );
  });

  it.each([
    ['school-meals', ['41,200 × 190 × 2.85', '0.45 × 41,200 × 190', '77 %', '28 September', '61 of 168 is 36 %']],
    ['billing-monolith.ru', ['6 из 11 — это 55 %', '9 из 27 — это 33 %', 'медленнее в 3 раза', '26 человеко-недель']],
    ['gitlab-2017-incident', ['Noticing took 5 hours', '98.5 %', '12 person-weeks']],
    ['dockershim-removal', ['3 releases', '11 months', '26 months']],
    ['clinic.en', ['85 × 12 × 22, 22,440', '65,280']],
  ] as const)('computes with the figures of %s', (name, expected) => {
    const matter = readAgenda(agendaOf(name));
    const said = [...matter.workings.flatMap((one) => one.say), ...matter.breaches.map((one) => one.because)]
      .join('\n')
      .replaceAll('\u00a0', ' ');
    for (const text of expected) expect(said).toContain(text);
  });

  it('tells detection, mitigation and restoration apart', () => {
    const { answers } = hold(agendaOf('gitlab-2017-incident'));
    expect(answers[0]?.answer.text).toContain(
      'time to detect was 5 hours, the time to mitigate 24 hours and the time to restore 24 hours 14 minutes',
    );
  });
});
