import type { Answer, AnswerFields, Purpose } from '../../council/answers.schema';
import { purposeFields } from '../../council/answers.schema';
import type { RunState } from '../../council/run';
import { sentences } from '../../council/sentences';
import { clip } from './text-stream';

type Fields = { [F in keyof AnswerFields]?: AnswerFields[F] | undefined };

/**
 * What rules can pull out of plain prose (English or Russian) for a purpose: votes, scores, risks, positions,
 * tasks. Nothing is made up: every item quotes a sentence of the text; what is not there stays out.
 */
export function extract(purpose: Purpose, text: string, state: RunState): Answer {
  const lines = sentences(text).filter((sentence) => sentence.length <= 600);
  const decided = lines.find((line) => says.decides.test(line));
  const found: Fields = {
    criteria: criteria(text),
    alternatives: alternatives(text),
    position: position(lines, state),
    unique_facts: [],
    change_mind: clip(lines.find((line) => says.changeMind.test(line)) ?? '', 400),
    joins: [],
    scores: scores(text, state),
    objection: objection(lines, state),
    claims: [],
    replies: [],
    risks: risks(lines),
    mitigations: mitigations(lines, state),
    vote: vote(lines, state),
    statement: decided && clip(decided, 500),
    rationale: [],
    rejections: [],
    assumptions: lines
      .filter((line) => says.assumes.test(line))
      .slice(0, 8)
      .map((line) => clip(line, 300)),
    open_questions: (text.match(/[^.!?\n]+\?/g) ?? []).slice(0, 8).map((line) => clip(line.trim(), 300)),
    kill_criterion: clip(lines.find((line) => says.stops.test(line)) ?? '', 300),
    review_date: /\b20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b/.exec(text)?.[0] ?? null,
    items: tasks(text),
    summary: clip(text, 1200),
    seat: seat(text, state),
    reason: clip(lines[0] ?? text, 300),
  };
  const wanted: Fields = { text };
  for (const field of purposeFields[purpose]) Object.assign(wanted, field === 'text' ? {} : { [field]: found[field] });
  return { ...wanted, text };
}

const says = {
  votes: /\b(i|my) (?:\w+ ){0,2}vote\b|\bvoting for\b|голосу|мой голос/iu,
  stands:
    /\bi (?:\w+ ){0,2}(support|prefer|recommend|favou?r|propose|stand)\b|поддерживаю|предпочитаю|рекомендую|предлагаю|(?<!\p{L})я за(?!\p{L})|выступаю за/iu,
  objects: /\b(object|oppose|against|unacceptable|block)|возража|против(?!\p{L})|неприемлем|блокиру/iu,
  blocks: /\b(block|unacceptable|veto|must not)|блокиру|неприемлем|вето|нельзя/iu,
  risk: /\b(risk|danger|might fail|could fail|may fail)|риск|опасн|может (отказать|сорваться|не хватить)/iu,
  mitigates: /\b(mitigat|reduce|prevent|avoid|guard|limit)|смягч|снизи|предотврат|избеж|ограничи/iu,
  assumes: /\b(assum|suppose|provided that)|предполага|допуска|при условии/iu,
  stops:
    /\b(stop|abandon|roll back|reverse) .*\bif\b|\bif\b.*\b(stop|abandon|roll back|reverse)|(останов|откат|отказ).*если|если.*(останов|откат|отказ)/iu,
  decides: /\b(we|council) .*\b(decide|choose|adopt|recommend)|решил|выбра|принима/iu,
  changeMind: /change my (mind|view|position)|изменил[ао]? бы моё|передума|изменит моё/iu,
};

function names(state: RunState): { id: string; names: string[] }[] {
  return state.alternatives.map((one) => ({ id: one.id, names: [one.id, one.name, ...one.also] }));
}

/** The alternative that a sentence names: the longest name wins, two different ones of that length name none. */
function named(line: string, state: RunState): string | null {
  const hits = names(state).flatMap((one) =>
    one.names.filter((name) => holds(line, name)).map((name) => ({ id: one.id, length: name.length })),
  );
  const longest = Math.max(0, ...hits.map((hit) => hit.length));
  const best = new Set(hits.filter((hit) => hit.length === longest).map((hit) => hit.id));
  return best.size === 1 ? ([...best][0] ?? null) : null;
}

function holds(line: string, name: string): boolean {
  const escaped = name.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return escaped !== '' && new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu').test(line);
}

function confidence(line: string): number {
  const percent = /(\d{1,3})\s*%/.exec(line);
  if (percent) return Math.min(1, Number(percent[1]) / 100);
  const share = /(?:confiden\w*|уверен\p{L}*)\D{0,12}([01][.,]\d+)/iu.exec(line);
  return share ? Math.min(1, Number(share[1]?.replace(',', '.'))) : 0.5;
}

function vote(lines: string[], state: RunState): Fields['vote'] {
  const names = (one: string) => named(one, state) !== null;
  const line =
    lines.find((one) => says.votes.test(one) && names(one)) ?? lines.find((one) => says.stands.test(one) && names(one));
  const alternative = line && named(line, state);
  return alternative ? { alternative, confidence: confidence(line), because: clip(line, 400) } : undefined;
}

function position(lines: string[], state: RunState): Fields['position'] {
  const line = lines.find((one) => (says.stands.test(one) || says.votes.test(one)) && named(one, state));
  const alternative = line && named(line, state);
  return alternative ? { alternative, confidence: confidence(line), because: clip(line, 400) } : undefined;
}

/** "a2 … Safety: 7", "Safety 7/10" on a line or in a paragraph that names the alternative. */
function scores(text: string, state: RunState): NonNullable<Fields['scores']> {
  const seen = new Map<string, { alternative: string; criterion: string; score: number }>();
  let current: string | null = null;
  for (const line of text.split(/\n|(?<=[.;])\s+/)) {
    current = named(line, state) ?? current;
    for (const { name } of state.criteria) {
      const at = line.toLowerCase().indexOf(name.toLowerCase());
      const digits =
        at < 0 ? null : /^[^\d\n]{0,20}?(\d{1,2}(?:[.,]\d)?)(?!\d|[.,]?\d|\s*%)/.exec(line.slice(at + name.length));
      const score = Number(digits?.[1]?.replace(',', '.') ?? Number.NaN);
      if (current && score >= 0 && score <= 10)
        seen.set(`${current} ${name}`, { alternative: current, criterion: name, score });
    }
  }
  return [...seen.values()].slice(0, 80);
}

function risks(lines: string[]): NonNullable<Fields['risks']> {
  return lines
    .filter((line) => says.risk.test(line))
    .slice(0, 6)
    .map((line) => {
      const next = lines[lines.indexOf(line) + 1] ?? '';
      const mitigation = says.mitigates.test(line) ? line : says.mitigates.test(next) ? next : '';
      return {
        text: clip(line, 400),
        quote: line,
        likelihood: 3,
        impact: 3,
        early_signal: '',
        mitigation: clip(mitigation, 400),
        cost: null,
        owner: null,
      };
    });
}

function mitigations(lines: string[], state: RunState): NonNullable<Fields['mitigations']> {
  return lines
    .filter((line) => says.mitigates.test(line))
    .flatMap((line) => {
      const risk = state.risks.find((one) => holds(line, one.id));
      return risk ? [{ risk: risk.id, quote: line, mitigation: clip(line, 400), cost: null }] : [];
    })
    .slice(0, 8);
}

function objection(lines: string[], state: RunState): Fields['objection'] {
  const line = lines.find((one) => says.objects.test(one) && named(one, state));
  const alternative = line && named(line, state);
  if (!alternative) return null;
  return { alternative, text: clip(line, 400), quote: line, severity: says.blocks.test(line) ? 'block' : 'concern' };
}

/** Lines such as "Alternative 2: Keep it a year. It buys time." or "Вариант Б — …". */
function alternatives(text: string): NonNullable<Fields['alternatives']> {
  const pattern =
    /^[\s*\-#]*(?:alternative|option|вариант|альтернатива)\s*[\p{L}\d]{0,3}\s*[:.)—–-]\s*\**(.{3,500})$/gimu;
  return [...text.matchAll(pattern)].slice(0, 6).map((match) => {
    const summary = (match[1] ?? '').replaceAll('*', '').trim();
    const name = clip(summary.split(/[.:;(—–]/)[0]?.trim() || summary, 80).trim();
    return { name, summary, pros: [], cons: [], cost: null };
  });
}

/** Lines of a list, each a task without owner or date; undefined where there is no list. */
function tasks(text: string): Fields['items'] {
  const found = [...text.matchAll(/^ *(?:[-*•]|\d{1,2}[.)]) +(\p{L}.{7,158})$/gmu)]
    .slice(0, 12)
    .map(([, title = '']) => ({
      title: title.trim(),
      owner: null,
      due: null,
      acceptance: title.trim(),
      turns: [],
      facts: [],
      quote: title.trim(),
      origin: 'derived' as const,
      priority: 'medium' as const,
      depends_on: [],
    }));
  return found.length > 0 ? found : undefined;
}

/** "Safety (weight 3)", "Cost: 2", "Speed — 20 %". Fewer than two are none. */
export function criteria(text: string): Fields['criteria'] {
  const pattern =
    /^[\s*\-\d.)]*([\p{L}][\p{L}\s-]{2,50}?)\s*(?:[:(—–-]|weight|вес)[^\d\n]{0,12}(\d{1,3}(?:[.,]\d+)?)/gimu;
  const found = [...text.matchAll(pattern)]
    .map((match) => ({ name: (match[1] ?? '').trim(), weight: Number((match[2] ?? '').replace(',', '.')) }))
    .filter((one) => one.weight > 0 && one.weight <= 100)
    .slice(0, 6);
  return found.length >= 2 ? found : undefined;
}

function seat(text: string, state: RunState): string | undefined {
  return state.team.seats.find((one) => holds(text, one.id) || holds(text, one.name))?.id;
}
