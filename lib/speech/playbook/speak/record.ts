import type { Answer, AnswerFields } from '@/lib/council/answers.schema';
import { claimsFor } from '@/lib/council/ledger';
import { decided } from '@/lib/council/policy';
import { causesOf } from '../causes';
import { addDays } from '../figures';
import type { Candidate, Stage } from '../stage';
import { unknowns } from '../unknowns';
import { capital, clip, day, deciderOf, fill, list, number, small } from '../words';

type Cited = AnswerFields['rationale'][number];

const spans = {
  'architecture-decision': 182,
  'incident-review': 42,
  'vendor-choice': 182,
  'product-bet': 91,
  'policy-choice': 273,
  hiring: 182,
  general: 91,
} as const;
/** When the decision is looked at again: the template's span after the meeting. */
export const reviewDate = (stage: Stage): string =>
  stage.matter.stop?.date ?? addDays(stage.state.agenda.held_on, spans[stage.state.agenda.template]);

/** The leading alternative and its votes; `majority` only where the council decided for it. */
export function carried(stage: Stage): { winner: Candidate; votes: number; of: number; majority: boolean } {
  const { ballot, positions } = stage.state;
  const latest = new Map(positions.map((one) => [one.seat, one.alternative]));
  const votes = ballot && ballot.votes.length > 0 ? ballot.votes.map((one) => one.alternative) : [...latest.values()];
  const { leader } = stage;
  const mine = votes.filter((one) => one === leader.id).length;
  return { winner: leader, votes: mine, of: votes.length, majority: decided(stage.state) === leader.id };
}

/** Mean mark of an alternative on a criterion, and how it stands among the others. */
function standingOn(stage: Stage, id: string, criterion: string): { mean: number; rank: number } {
  const mean = (one: string) => {
    const marks = stage.state.scores.filter((mark) => mark.alternative === one && mark.criterion === criterion);
    return marks.reduce((sum, mark) => sum + mark.score, 0) / Math.max(1, marks.length);
  };
  const own = mean(id);
  return { mean: own, rank: stage.ranked.filter((one) => mean(one.id) > own).length };
}

/** Why the winner: what was said for it, answers to its objections, and a fact; quotes are checked here. */
function rationale(stage: Stage, winner: Candidate): Cited[] {
  const { state, phrases } = stage;
  const o = stage.name(winner.option);
  const [onCriterion = '', answered = '', agendaSays = ''] = phrases.reasonClaim;
  const found: Cited[] = [];
  const add = (text: string, turn: number, quote: string) => {
    const short = clip(quote, 590);
    if (!state.turns[turn - 1]?.text.includes(short) || found.some((one) => one.quote === short)) return;
    found.push({ text: clip(text, 490), turns: [turn], facts: [], quote: short });
  };
  const strong = stage.criteria
    .map((one) => ({ name: one.name, theme: one.theme, ...standingOn(stage, winner.id, one.name) }))
    .toSorted((a, b) => a.rank - b.rank || b.mean - a.mean);
  const claims = claimsFor(state, winner.id).filter((claim) => claim.stance === 'pro' && claim.quote);
  const told = new Set<string>();
  const seats = new Set<string>();
  const first = claims.filter((one) => !seats.has(one.seat) && seats.add(one.seat));
  const later = claims.findLast((one) => !first.includes(one));
  // A criterion on which it is behind others is no reason for it.
  const best = strong.filter((one) => one.rank < 2);
  for (const claim of [...first, ...(later ? [later] : [])].slice(0, 3)) {
    const theme = stage.themeOf(winner.option, claim.quote);
    const at =
      best.find((one) => one.theme === theme && !told.has(one.name)) ?? best.find((one) => !told.has(one.name));
    if (!at) continue;
    told.add(at.name);
    const place = [phrases.bestOfAll, phrases.runnerUp][at.rank]?.[0] ?? '';
    add(fill(onCriterion, { c: at.name, a: stage.number(at.mean), b: place }), claim.turn, claim.quote);
  }
  for (const turn of state.turns) {
    for (const reply of turn.answer?.replies ?? []) {
      const objection = state.objections.find((one) => one.id === reply.objection);
      if (objection?.alternative !== winner.id || found.length >= 4) continue;
      add(fill(answered, { s: stage.seatName(objection.seat) }), turn.turn, reply.quote);
    }
  }
  const clause = stage.evidence(winner.option, 'pro');
  if (clause) found.push({ text: fill(agendaSays, { o }), turns: [], facts: [clause.fact], quote: clause.text });
  return found.slice(0, 5);
}

/** Why each other alternative lost: the criterion it fell furthest behind on, and what was held against it. */
function rejections(stage: Stage, winner: Candidate): AnswerFields['rejections'] {
  const { state, phrases } = stage;
  const [fell = '', objected = ''] = phrases.rejected;
  return stage.ranked
    .filter((one) => one.id !== winner.id)
    .slice(0, 8)
    .flatMap((loser): AnswerFields['rejections'] => {
      const gaps = stage.criteria.map(({ name }) => ({
        name,
        a: standingOn(stage, loser.id, name).mean,
        b: standingOn(stage, winner.id, name).mean,
      }));
      const widest = gaps.toSorted((x, y) => y.b - y.a - (x.b - x.a))[0];
      const p = stage.name(loser.option);
      const behind = widest
        ? fill(fell, { p, c: widest.name, a: stage.number(widest.a), b: stage.number(widest.b) })
        : p;
      const said = (turn: number, quote: string) => state.turns[turn - 1]?.text.includes(clip(quote, 590));
      const objection = state.objections.find((one) => one.alternative === loser.id && said(one.turn, one.quote));
      const open = objection && !objection.resolved && objection.answeredBy.length === 0;
      const con = claimsFor(state, loser.id).find((claim) => claim.stance === 'con' && said(claim.turn, claim.quote));
      const text = clip(capital(open ? `${behind} ${objected}` : behind), 490);
      const source = objection ?? con;
      if (source)
        return [{ alternative: loser.id, text, turns: [source.turn], facts: [], quote: clip(source.quote, 590) }];
      const fact = stage.evidence(loser.option, 'con') ?? stage.matter.clauses[0];
      return fact ? [{ alternative: loser.id, text, turns: [], facts: [fact.fact], quote: fact.text }] : [];
    });
}

/** The decision in the scribe's words: everything cited, nothing added. */
export function record(stage: Stage): Answer {
  const { pen, phrases, state, language } = stage;
  const { agenda } = state;
  const { winner, votes, of, majority } = carried(stage);
  const o = stage.name(winner.option);
  const worst = state.risks.toSorted((a, b) => b.likelihood * b.impact - a.likelihood * a.impact)[0];
  const { stop } = stage.matter;
  const kill = stop
    ? small(stop.text)
    : worst?.earlySignal
      ? (phrases.killRisk[0] ?? '').replace('{sign}', small(worst.earlySignal))
      : (phrases.killNone[0] ?? '');
  const review = reviewDate(stage);
  const dissenters = (state.ballot?.votes ?? [])
    .filter((vote) => vote.alternative !== winner.id)
    .map((vote) => stage.seatName(vote.seat));
  pen.write(pen.pick(phrases.record));
  pen.write(
    majority
      ? pen.pick(phrases.recordBy, {
          n: String(votes),
          a: String(of),
          o,
          b: stage.number(stage.mean(winner.id) ?? winner.total),
        })
      : pen.pick(phrases.recordOpen),
  );
  if (majority) {
    pen.write(
      pen.pick(dissenters.length > 0 ? phrases.recordDissent : phrases.recordAgreed, { s: list(language, dissenters) }),
    );
    pen.write(pen.pick(phrases.recordKill, { kill }));
    pen.write(pen.pick(phrases.recordReview, { date: day(language, review) }));
  }
  const decider = deciderOf(language, agenda.decider);
  const parts = list(
    language,
    winner.option.measures.map((measure) => measure.name[language]),
  );
  const condition = parts || small(worst?.mitigation ?? '');
  const form = phrases.statement[parts ? 2 : condition ? 1 : 0] ?? '';
  const statement = majority
    ? fill(form, { o, m: condition })
    : (phrases.openStatement[0] ?? '').replace('{decider}', decider).replace('{o}', o);
  const open = stage.openObjections
    .filter((one) => one.alternative === winner.id)
    .map((one) => (phrases.openObjection[0] ?? '').replace('{q}', stage.quote(clip(one.text, 200))));
  const scale = stage.matter.workings.some((one) => one.id === 'programme') && winner.option.kind !== 'act';
  return {
    text: pen.text,
    title: clip(
      (phrases.decisionTitle[agenda.title.includes(':') ? 1 : 0] ?? '')
        .replace('{title}', agenda.title)
        .replace('{o}', winner.option.kind === 'hire' ? winner.option.name : small(winner.option.name)),
      158,
    ),
    statement: clip(statement, 490),
    rationale: rationale(stage, winner),
    rejections: rejections(stage, winner),
    causes: causesOf(stage),
    assumptions: [
      ...phrases.assumeFacts,
      ...stage.matter.refused.map(({ fact, ground }) =>
        fill(phrases.refusedNote[0] ?? '', { n: String(fact), g: ground.name[language] }),
      ),
      ...(stage.matter.capacity ? phrases.assumeEffort : []),
      ...(stage.matter.workings.some((one) => one.theme === 'cost') ? phrases.assumeMoney : []),
    ],
    open_questions: [
      ...(scale ? phrases.openShare : []),
      ...open.slice(0, 3).map((one) => clip(one, 290)),
      ...unknowns(stage.matter),
      ...phrases.openOwner,
    ].slice(0, 6),
    kill_criterion: capital(kill),
    review_date: review,
  };
}

/** The vote as numbers for a sentence. */
export const tally = (stage: Stage): { n: string; a: string } => {
  const { votes, of } = carried(stage);
  return { n: number(stage.language, votes), a: number(stage.language, of) };
};
