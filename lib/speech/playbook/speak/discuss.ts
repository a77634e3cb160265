import type { Answer, AnswerFields } from '@/lib/council/answers.schema';
import { unvoiced } from '@/lib/council/unique-facts';
import type { Candidate, Stage } from '../stage';
import { clip, list } from '../words';
import { confidence, offer, sayCost } from './draft';
import { answerAsks } from './follow-up';
import { answerPeople, replyTo } from './reply';

type Claim = AnswerFields['claims'][number];

/** The widest gap between this seat's marks and another's. */
function widestGap(stage: Stage): {
  candidate: Candidate;
  criterion: string;
  theme: Stage['criteria'][number]['theme'];
  mine: number;
  theirs: number;
  seat: string;
} | null {
  const { scores } = stage.state;
  const gaps = scores
    .filter((one) => one.seat === stage.seat.id)
    .flatMap((mine) =>
      scores
        .filter(
          (other) =>
            other.seat !== mine.seat && other.alternative === mine.alternative && other.criterion === mine.criterion,
        )
        .map((other) => ({ mine, other, size: Math.abs(mine.score - other.score) })),
    )
    .filter((gap) => gap.size >= 1)
    .toSorted((a, b) => b.size - a.size);
  const seen = (criterion: string, alternative: string) =>
    stage.state.turns.some(
      (turn) =>
        turn.purpose === 'discuss' &&
        turn.seat === stage.seat.id &&
        turn.text.includes(criterion) &&
        turn.text.includes(alternative),
    );
  for (const { mine, other } of gaps) {
    const candidate = stage.candidate(mine.alternative);
    const criterion = stage.criteria.find((one) => one.name === mine.criterion);
    if (candidate && criterion && candidate.option.kind !== 'nothing' && !seen(mine.criterion, candidate.option.name))
      return {
        candidate,
        criterion: mine.criterion,
        theme: criterion.theme,
        mine: mine.score,
        theirs: other.score,
        seat: other.seat,
      };
  }
  return null;
}

/** A fact of this seat's first position that nobody has taken up since, with what follows from it. */
function ownFact(stage: Stage): { about: Candidate; stance: 'pro' | 'con'; text: string } | null {
  const { pen, phrases } = stage;
  for (const { seat, text } of unvoiced(stage.state)) {
    const clause = stage.matter.clauses.find((one) => one.text === text);
    if (seat !== stage.seat.id || !clause) continue;
    for (const about of stage.ranked) {
      const point = stage.pointFrom(about.option, clause);
      if (point) return { about, stance: point.stance, text: `${pen.pick(phrases.unheard)} ${point.text}`.trim() };
    }
  }
  return null;
}

/** A contribution to the discussion: answers people and objections, explains a gap, then moves or stays. */
export function discuss(stage: Stage): Answer {
  const { pen, phrases, state, request } = stage;
  const answer: Answer = { text: '', claims: [], replies: [], alternatives: [], risks: [] };
  const claims: Claim[] = [];
  if (request.said.length > 0) answerPeople(stage);
  if (request.asks.length > 0) Object.assign(answer, answerAsks(stage));
  const own = stage.favourite;
  const leader = stage.leader;
  if (state.alternatives.length < 2) {
    const [first, second] = stage.ranked;
    const offered = [first, second].flatMap((one) => (one ? [{ one, fact: stage.point(one.option, 'pro') }] : []));
    answer.alternatives = offered.map(({ one, fact }) => {
      pen.write(
        pen.pick(one === first ? phrases.mine : phrases.other, {
          o: stage.name(one.option),
          p: stage.name(one.option),
        }),
      );
      const pro = pen.write(fact?.text ?? stage.plain(one.option, 'pro'));
      sayCost(stage, one.option, 80);
      return offer(stage, one.option, [pro], []);
    });
  }
  const target =
    stage.openObjections.find(
      (one) => one.seat !== stage.seat.id && one.alternative === own.id && one.answeredBy.length === 0,
    ) ??
    stage.openObjections.find(
      (one) => one.seat !== stage.seat.id && one.severity === 'block' && one.answeredBy.length === 0,
    );
  const reply = target && pen.words < 70 ? replyTo(stage, target) : null;
  if (reply) answer.replies = [...(answer.replies ?? []), reply];
  const mine = state.objections.find((one) => one.seat === stage.seat.id && one.answeredBy.length > 0);
  const softened =
    mine?.resolved === true &&
    mine.alternative === leader.id &&
    (stage.lens.boldness > -0.6 || mine.severity === 'block');
  const gap = own.total - (stage.candidate(leader.id)?.total ?? 0);
  const moves = own.id !== leader.id && softened && gap < 1.6;
  const answered = mine?.answeredBy[0] ?? 0;
  const settled = state.turns.some(
    (one) => one.seat === stage.seat.id && one.purpose === 'discuss' && one.turn > answered,
  );
  if (mine && !settled && pen.words < 70) {
    const verdict = pen.pick(mine.resolved || moves ? phrases.accept : phrases.hold);
    const about = stage.candidate(mine.alternative);
    if (verdict && about) pen.write(pen.pick(phrases.onMine, { p: stage.name(about.option) }), verdict);
  }
  const fact = pen.words < 64 ? ownFact(stage) : null;
  if (fact) {
    const quote = pen.write(fact.text);
    claims.push({ alternative: fact.about.id, stance: fact.stance, text: clip(quote, 390), quote: clip(quote, 590) });
  }
  const spread = pen.words < 60 ? widestGap(stage) : null;
  if (spread) {
    const said = pen.pick(phrases.spread, {
      o: stage.name(spread.candidate.option),
      c: spread.criterion,
      s: stage.seatName(spread.seat),
      a: stage.number(spread.theirs),
      b: stage.number(spread.mine),
      n: stage.number(Math.abs(spread.mine - spread.theirs)),
    });
    const stance = spread.mine > spread.theirs ? 'pro' : 'con';
    const reason = said ? stage.point(spread.candidate.option, stance, [spread.theme], true) : null;
    if (said && reason) {
      pen.write(said, pen.pick(phrases.spreadWhy));
      const quote = pen.write(reason.text);
      claims.push({ alternative: spread.candidate.id, stance, text: clip(reason.text, 390), quote: clip(quote, 590) });
    }
  }
  if (pen.words < 62) {
    const sum = stage.working(own.option, 'pro');
    const fact = sum ? null : stage.point(own.option, 'pro');
    if (sum) {
      const quote = pen.write(pen.pick(phrases.price), sum.text);
      claims.push({ alternative: own.id, stance: 'pro', text: clip(sum.text, 390), quote: clip(quote, 590) });
    } else if (fact) {
      const quote = pen.write(fact.text);
      claims.push({ alternative: own.id, stance: 'pro', text: clip(fact.text, 390), quote: clip(quote, 590) });
    }
  }
  const rival = stage.ranked.find((one) => one.id !== own.id && one.option.kind !== 'nothing') ?? own;
  const marks = () =>
    list(
      stage.language,
      stage.criteria.map((one) => `${one.name} ${stage.number(stage.score(own.option, one.theme))}`),
    );
  const further: (readonly [Candidate, 'pro' | 'con', () => string | undefined])[] = [
    [own, 'pro', () => stage.point(own.option, 'pro')?.text],
    [rival, 'con', () => stage.point(rival.option, 'con')?.text],
    [own, 'pro', () => stage.plain(own.option, 'pro')],
    [rival, 'con', () => stage.working(rival.option, 'con')?.text],
    [rival, 'con', () => stage.plain(rival.option, 'con')],
    [own, 'pro', () => pen.pick(phrases.marks, { o: stage.name(own.option), list: marks() })],
  ];
  for (const [about, stance, say] of further) {
    if (pen.words >= 44) break;
    const quote = pen.write(say() ?? '');
    if (quote && !quote.includes(marks()))
      claims.push({ alternative: about.id, stance, text: clip(quote, 390), quote: clip(quote, 590) });
  }
  const join = moves ? null : stage.compromise;
  const place = moves ? leader : (join?.to ?? own);
  const values = {
    o: stage.name(place.option),
    p: stage.name(own.option),
    n: stage.number(Math.max(0.1, join?.gap ?? gap)),
  };
  const farewell = moves || join ? pen.pick(moves ? phrases.moving : phrases.compromise, values) : '';
  const alone = own.id !== leader.id && pen.words <= 92 ? pen.pick(phrases.stayingWhy) : '';
  const because = pen.write(
    ...(farewell ? [farewell] : [pen.must(phrases.staying, values), place === own ? alone : '']),
  );
  answer.claims = [...(answer.claims ?? []), ...claims].slice(0, 6);
  answer.text = pen.text;
  return {
    ...answer,
    position: {
      alternative: place.id,
      confidence: confidence(place !== own ? 0.2 : place.total - (stage.ranked[1]?.total ?? 0), stage),
      because: clip(because, 390),
    },
  };
}
