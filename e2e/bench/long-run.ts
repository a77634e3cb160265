import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import * as schema from '@/db/schema';
import type { Answer } from '@/lib/council/answers.schema';
import type { MoveEvent, ResultEvent } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import { createEventLog } from '@/lib/store/event-log';
import { runCreated } from '@/lib/store/fixtures';
import { insertRun } from '@/lib/store/insert-run';
import { makeMeeting } from './council';
import type { Lab } from './lab';

/** Turns of one phase, and how many turns apart other things happen. */
const perPhase = 500;
const perRisk = 40;
const perComment = 250;

const sentences = {
  en: [
    'The adapter sits inside the node agent, so every release tests two paths to the same container.',
    'One query lists every pod with a host path to the socket, and one list shows which runtime each node reports.',
    'An agent that mounts the socket does not fail loudly: it keeps running and reports nothing.',
    'A site upgrades on Friday, and on Monday its alerts have been silent for three days.',
    'I scored another year because I thought nobody could see it coming; with a check they can.',
    'Teams that build images through the socket learn it from their first failed job.',
    'It leaves the way back open for as long as both run side by side.',
    'The cost is three weeks of one person, and most of it is spent before anybody notices.',
    'What would change my mind is a count of the sites that can not move within one release.',
  ],
  ru: [
    'Адаптер живёт внутри агента узла, поэтому каждый выпуск проверяет два пути к одному и тому же контейнеру.',
    'Один запрос показывает все поды, которые подключают сокет, и один список называет среду каждого узла.',
    'Агент, который подключил сокет, не падает громко: он продолжает работать и ничего не сообщает.',
    'Площадка обновляется в пятницу, а в понедельник выясняется, что её оповещения молчат третий день.',
    'Я оценил лишний год высоко, потому что думал, что заранее этого никто не увидит; с проверкой увидят.',
    'Команды, которые собирают образы через сокет, узнают об этом по первой неудачной сборке.',
    'Дорога назад остаётся открытой, пока оба пути работают рядом.',
    'Цена — три недели одного человека, и большая их часть уйдёт раньше, чем кто-либо заметит.',
    'Моё мнение изменит число площадок, которые не успевают перейти за один выпуск.',
  ],
} as const;

/** Two to five sentences, about 200 to 600 characters, in one language and then in the other. */
function textOf(turn: number): string[] {
  const from = sentences[turn % 2 === 0 ? 'en' : 'ru'];
  const count = 2 + ((turn * 7) % 4);
  const first = `${turn % 2 === 0 ? 'By my count of turn' : 'По моему счёту хода'} ${turn}.`;
  return [first, ...Array.from({ length: count }, (_, n) => from[(turn * 5 + n * 2) % from.length] ?? '')];
}

const names = ['Remove in 1.24', 'Move out of tree', 'Keep one year', 'Do nothing'];
const criteria = ['Breakage', 'Upkeep', 'Trust'].map((name) => ({ name, weight: 1 / 3 }));
const ids = names.map((_, n) => `A${n + 1}`);

/** Every phase begins with a review by each expert. */
const isReview = (turn: number) => turn % perPhase >= 1 && turn % perPhase <= 3;

const purposeOf = (turn: number) => (isReview(turn) ? 'review' : 'discuss');

function answerOf(turn: number): Answer {
  const said = textOf(turn);
  const text = said.join(' ');
  const [, quote = ''] = said;
  const alternative = ids[turn % 3] ?? '';
  if (isReview(turn)) {
    return {
      text,
      objection: { alternative, severity: 'concern', text: quote, quote },
      scores: ids.flatMap((id, n) =>
        criteria.map(({ name }, k) => ({ alternative: id, criterion: name, score: (turn + n * 2 + k) % 11 })),
      ),
    };
  }
  const mitigation = 'Three replacements with worked examples.';
  const risk = { text: quote, quote, likelihood: 3, impact: 4, early_signal: '', mitigation, cost: null, owner: null };
  return {
    text,
    claims: [{ alternative, stance: turn % 3 === 0 ? 'con' : 'pro', text: quote, quote }],
    replies: [],
    position: { alternative, confidence: 0.7, because: quote },
    alternatives: [],
    risks: turn % perRisk === 0 ? [risk] : [],
  };
}

/**
 * A council that has spoken `turns` turns and goes on, written through the store as a driver would, and held by us so
 * that the product does not drive it. Returns its meeting.
 */
export async function makeLongMeeting(lab: Lab, turns: number): Promise<string> {
  const meetingId = await makeMeeting(lab, 3, 0);
  const { orgId, userId, name } = lab.who;
  const runId = schema.newId();
  const by = { userId, name };
  const created = { ...runCreated(runId, meetingId), criteria, by };
  await lab.db.transaction(async (tx) => {
    await insertRun(tx, { orgId, teamId: null, event: created });
    const held = { leaseOwner: 'bench', leaseUntil: new Date(Date.now() + 3_600_000) };
    await tx.update(schema.runs).set(held).where(eq(schema.runs.id, runId));
  });
  const log = createEventLog(lab.db);
  const taken = await log.takeOver(orgId, runId);
  if (!taken) throw new Error('The run can not be driven');
  const { epoch } = taken;
  let head = 2;
  const kept = (appended: Awaited<ReturnType<typeof log.appendMoves>>) => {
    if (!appended.ok) throw new Error(`An append was refused: ${appended.why}`);
    head += appended.events.length;
  };
  kept(await log.appendMoves(orgId, runId, epoch, head, [...pooled(), ...startOf(created.team, 1)]));
  for (let turn = 1; turn <= turns; turn++) {
    if (turn % perComment === 0) {
      const text = textOf(turn).join(' ');
      kept(
        await log.appendPerson(orgId, runId, {
          name: 'comment-added',
          commandId: `c${turn}`,
          text,
          by,
          private: turn % 500 === 0,
        }),
      );
    }
    const moves = turn < turns ? startOf(created.team, turn + 1) : [];
    kept(await log.appendResults(orgId, runId, epoch, turn, 1, resultOf(created.team, turn), { head, moves }));
  }
  return meetingId;
}

const pooled = (): MoveEvent[] => [
  {
    name: 'alternatives-pooled',
    late: false,
    alternatives: names.map((one, n) => ({
      id: `A${n + 1}`,
      name: one,
      summary: one,
      turns: [],
      also: [],
      joined: [],
      nothing: n === 3,
    })),
  },
];

/** The moves before a turn: the phase where one begins, the choice of the seat, the turn's start. */
function startOf(team: Team, turn: number): MoveEvent[] {
  const { id, model } = seatOf(team, turn);
  const purpose = purposeOf(turn);
  const phases: MoveEvent[] =
    turn % perPhase === 1
      ? [
          {
            name: 'phase-entered',
            phase: Math.floor(turn / perPhase) % 4 === 3 ? 'premortem' : 'discussion',
            boxMs: 600_000,
            item: null,
            reason: { code: turn === 1 ? 'phase.started' : 'phase.done' },
          },
        ]
      : [];
  const reason = { code: 'selector.round_robin' };
  return [
    ...phases,
    { name: 'speaker-selected', seat: id, purpose, reason, runnerUp: null, method: 'round_robin' },
    {
      name: 'turn-started',
      turn,
      attempt: 1,
      seat: id,
      purpose,
      model,
      standIn: false,
      reservation: { tokens: 8000, microUsd: 0 },
      asks: [],
      deadlineMs: 60_000,
    },
  ];
}

function resultOf(team: Team, turn: number): ResultEvent[] {
  const { id, model } = seatOf(team, turn);
  const answer = answerOf(turn);
  const textHash = createHash('sha256').update(answer.text).digest('hex');
  return [
    { name: 'turn-completed', turn, attempt: 1, purpose: purposeOf(turn), answer, textHash, marks: [], model },
    {
      name: 'usage-recorded',
      turn,
      attempt: 1,
      seat: id,
      usage: { inputTokens: 5000, outputTokens: 300, microUsd: 0, known: true },
    },
  ];
}

function seatOf(team: Team, turn: number): Team['seats'][number] {
  const experts = team.seats.filter((one) => one.role === 'expert');
  const seat = experts[turn % experts.length];
  if (!seat) throw new Error('The team has no expert');
  return seat;
}
