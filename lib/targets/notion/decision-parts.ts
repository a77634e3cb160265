import type { Cost } from '@/lib/council/answers.schema';
import { comparedIn } from '@/lib/council/compared';
import type { Claim, DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';

import { decimal, filled, votesInWords } from '../file/decision-words';
import type { Branch, Node, Table, Top } from './blocks';
import type { Piece, Text } from './texts';
import { bullet, capital, labelled, paragraph, percent, under, type Writer } from './writer';

const none = '–';
const money = ({ amount, unit }: Pick<Cost, 'amount' | 'unit'>, w: Writer['w']) => `${decimal(amount, w)} ${unit}`;
const score = (value: number | null | undefined, w: Writer['w']) => (value == null ? none : decimal(value, w));

/** Alternatives against the criteria, then each with what speaks for and against it, folded. */
export function alternatives(log: DecisionLog, it: Writer): Node[] {
  const { w, p } = it;
  const { criteria, chosen } = log;
  const cells = (one: LogAlternative): Text[] => [
    one.id === chosen ? { text: `✓ ${one.name} (${w.chosen})`, bold: true } : one.name,
    ...criteria.map(({ name }) => score(one.scores.by_criterion[name], w)),
    { text: score(one.scores.total, w), bold: one.id === chosen },
    one.cost ? money(one.cost, w) : none,
  ];
  const table: Table = {
    kind: 'table',
    named: true,
    head: [
      p.alternative,
      ...criteria.map((one) => filled(p.share, { name: one.name, weight: percent(one.weight) })),
      capital(w.total),
      w.cost,
    ],
    rows: log.alternatives.map(cells),
  };
  const compared = comparedIn(log);
  return under<Node>(
    w.alternatives,
    compared.length === 0
      ? []
      : [
          ...(log.taken ? [] : [{ ...paragraph(`${w.scores}.`), color: 'gray' as const }, table]),
          ...compared.map((one) => details(one, one.id === chosen, it)),
        ],
  );
}

function details(one: LogAlternative, chosen: boolean, it: Writer): Top {
  const { w } = it;
  const said = (label: string, claims: Branch[]) =>
    claims.length > 0 ? [paragraph(labelled(label, '')), ...claims] : [];
  return {
    kind: 'folded',
    text: chosen ? `${one.name} (${w.chosen})` : one.name,
    children: [
      paragraph(one.summary),
      ...one.joined.map((also) => {
        const shared = filled(w.joined_by.code, { shared: also.shared.join(', ') });
        const why = also.by === 'code' ? shared : (also.why ?? w.joined_by.moderator);
        const text = `${also.name}. ${also.summary} (${why}; `;
        return bullet([...list(labelled(w.joined, text)), ...it.cites({ turns: [also.turn], facts: [] }), ')']);
      }),
      ...said(w.pros, it.claims(one.pros)),
      ...said(w.cons, it.claims(one.cons)),
      ...(one.cost ? [priced(one.cost, it)] : []),
      ...(one.why_rejected ? [rejected(one.why_rejected, one, it)] : []),
    ],
  };
}

/** Why it was not chosen; its quote is not repeated where it stands among what spoke against it. */
function rejected(why: Claim, { cons }: LogAlternative, it: Writer): Branch {
  const label: Text = [{ text: `${it.w.rejected}: `, bold: true }];
  const said = cons.some((one) => one.quote === why.quote);
  return said
    ? paragraph([...label, `${why.text} `, ...it.cites(why)])
    : { ...it.claim(why, label), kind: 'paragraph' };
}

const list = (text: Text) => (typeof text === 'string' || 'text' in text ? [text] : text);

const priced = (cost: NonNullable<LogAlternative['cost']>, it: Writer): Branch =>
  paragraph([...list(labelled(it.w.cost, `${money(cost, it.w)} (${cost.basis}) `)), ...it.cites(cost)]);

/** Risks side by side, without columns that nothing stands in; then the words that they were named with, folded. */
export function risks({ risks: all }: DecisionLog, it: Writer): Node[] {
  const { w, p } = it;
  const columns: { head: string; cell(one: DecisionLog['risks'][number]): Text | null }[] = [
    { head: p.risk, cell: (one) => [one.text, ' ', ...it.cites(one)] },
    { head: capital(w.likelihood), cell: (one) => `${one.likelihood}/5` },
    { head: capital(w.impact), cell: (one) => `${one.impact}/5` },
    { head: w.signal, cell: (one) => capital(one.early_signal) || null },
    { head: w.mitigation, cell: (one) => capital(one.mitigation) || null },
    { head: w.cost, cell: (one) => one.cost && money(one.cost, w) },
    { head: w.owner, cell: (one) => one.owner },
  ];
  const filledIn = columns.filter(({ cell }) => all.some((one) => cell(one) !== null));
  const sources = all.flatMap((one): Branch[] => {
    const { children = [], ...point } = it.claim(one);
    const below = [...children, ...(one.cost ? [priced(one.cost, it)] : [])];
    return below.length > 0 ? [{ ...point, children: below }] : [];
  });
  return under<Node>(
    w.risks,
    all.length === 0
      ? []
      : [
          {
            kind: 'table',
            named: true,
            head: filledIn.map((one) => one.head),
            rows: all.map((one) => filledIn.map(({ cell }) => cell(one) ?? none)),
          },
          ...(sources.length > 0 ? [{ kind: 'folded' as const, text: p.sources, children: sources }] : []),
        ],
  );
}

/** An incident: its moments with the time since it started, and what contributed. */
export function happened({ incident }: DecisionLog, it: Writer): Node[] {
  if (incident === null) return [];
  const { w, p } = it;
  const after = {
    started: null,
    detected: incident.detect_minutes,
    mitigated: incident.mitigate_minutes,
    resolved: incident.restore_minutes,
  };
  const table: Table = {
    kind: 'table',
    named: true,
    head: [p.moment, p.time, p.after],
    rows: incident.timeline.map(({ at, what }) => [w.moments[what], it.date(at), span(after[what], it)]),
  };
  return [...under<Node>(w.incident, [table]), ...under<Node>(w.causes, it.claims(incident.causes))];
}

function span(minutes: number | null, { w, p }: Writer): string {
  if (minutes === null) return none;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} ${p.hours}` : '', rest > 0 || hours === 0 ? `${decimal(rest, w)} ${w.minutes}` : '']
    .filter(Boolean)
    .join(' ');
}

/** How the council came to it: votes, ballots, who changed their mind, what only one knew. Folded: few read it, some must. */
export function course(log: DecisionLog, it: Writer): Node[] {
  const { w, p, cites } = it;
  const names = new Map(log.alternatives.map((one) => [one.id, one.name]));
  const name = (id: string) => names.get(id) ?? id;
  const { majority, weighted } = log.votes;
  const votes = [...names].flatMap(([id, called]) =>
    id in majority
      ? [
          bullet(
            labelled(called, `${votesInWords(majority[id] ?? 0, w)}, ${decimal(weighted[id] ?? 0, w)} ${w.weighted}`),
          ),
        ]
      : [],
  );
  const ballots: Table[] =
    log.ballots.length === 0
      ? []
      : [
          {
            kind: 'table',
            named: true,
            head: [p.expert, p.vote, capital(w.sure), p.reason],
            rows: log.ballots.map((one) => [
              one.seat,
              name(one.alternative),
              percent(one.confidence),
              [one.because, ' ', ...cites({ turns: [one.turn], facts: [] })],
            ]),
          },
        ];
  const positions = log.positions.flatMap((one) => {
    if (one.from === null) return [];
    const turns = cites({ turns: one.citing, facts: [] });
    const moved = filledWith(w.moved, {
      seat: [one.seat],
      turn: [{ text: String(one.turn), link: it.turn(one.turn), color: 'gray' }],
      from: [name(one.from)],
      to: [name(one.to)],
      citing: turns.length > 0 ? turns : [w.nothing],
    });
    return [bullet([...moved, `${one.flagged ? ` (${w.flagged})` : ''}. ${one.because}`])];
  });
  const unique = log.unique_facts.map((one) => {
    const heard =
      one.voiced_by.length > 0 ? [`${w.voiced} `, ...cites({ turns: one.voiced_by, facts: [] })] : [w.unvoiced];
    return bullet([{ text: `${one.seat}: `, bold: true }, `${one.text} `, ...cites(one), ' (', ...heard, ')']);
  });
  const part = <T>(label: string, nodes: T[]) =>
    nodes.length > 0 ? [paragraph([{ text: label, bold: true }]), ...nodes] : [];
  const children = [
    ...part(w.votes, votes),
    ...part<Branch | Table>(w.ballots, ballots),
    ...part(w.positions, positions),
    ...part(w.unique, unique),
  ];
  return children.length > 0 ? [{ kind: 'folded', text: p.course, children }] : [];
}

/** A sentence with pieces in place of its values. */
const filledWith = (text: string, values: Record<string, (string | Piece)[]>): (string | Piece)[] =>
  text.split(/\{(\w+)\}/).flatMap((part, at) => (at % 2 === 0 ? [part] : (values[part] ?? [])));
