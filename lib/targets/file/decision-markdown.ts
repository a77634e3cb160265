import type { Agenda } from '@/lib/council/agenda.schema';
import type { Cost } from '@/lib/council/answers.schema';
import type { ActionItem, Claim, DecisionLog, LogAlternative } from '@/lib/council/decision-log.schema';
import { codeWord, type DecisionWords, decisionWords } from './decision-words';

interface Written {
  log: DecisionLog;
  items: ActionItem[];
  summary: string | null;
}

/** A decision with its tasks as a Markdown document in the agenda's language; every claim keeps its turns and quote. */
export function decisionToMarkdown({ log, items, summary }: Written, agenda: Pick<Agenda, 'language'>): string {
  const { language } = agenda;
  const w = decisionWords[language];
  const word = (code: string) => codeWord(language, code);
  const chosen = log.alternatives.find((one) => one.id === log.chosen);
  const claims = (list: Claim[]) => list.map((one) => `- ${line(one.text)} ${source(one, w)}`);
  const section = (title: string, lines: string[]) => (lines.length > 0 ? [`## ${title}`, lines.join('\n')] : []);
  const names = new Map(log.alternatives.map((one) => [one.id, one.name]));
  const facts = [
    `- ${w.status}: ${word(log.status)}`,
    `- ${w.decider}: ${line(log.decider)}`,
    `- ${w.reversibility}: ${word(log.reversibility)}`,
    ...(log.confidence === null ? [] : [`- ${w.confidence}: ${Math.round(log.confidence * 100)} %`]),
    ...(log.review_date ? [`- ${w.review}: ${log.review_date}`] : []),
    ...(log.kill_criterion ? [`- ${w.kill}: ${line(log.kill_criterion)}`] : []),
  ];
  const times = log.incident;
  return [
    `# ${line(log.title)}`,
    ...(log.scripted ? [`> ${w.scripted}`] : []),
    ...(log.incomplete ? [`> ${w.incomplete}`] : []),
    `**${w.question}:** ${line(log.question)}`,
    `## ${w.decision}`,
    chosen ? `**${line(chosen.name)}.** ${line(log.statement)}` : line(log.statement || w.none),
    facts.join('\n'),
    ...section(
      w.missing,
      log.missing.map(
        (one) => `- ${word(one.code)}${one.subject ? ` (${line(names.get(one.subject) ?? one.subject)})` : ''}`,
      ),
    ),
    ...section(w.summary, summary ? [line(summary)] : []),
    ...section(
      w.incident,
      times
        ? [
            `- ${w.detect}: ${times.detect_minutes} ${w.minutes}`,
            `- ${w.mitigate}: ${times.mitigate_minutes} ${w.minutes}`,
            `- ${w.restore}: ${times.restore_minutes} ${w.minutes}`,
          ]
        : [],
    ),
    ...section(w.rationale, claims(log.rationale)),
    ...(log.alternatives.length > 0 ? [`## ${w.alternatives}`] : []),
    ...log.alternatives.flatMap((one) => alternative(one, log, w, claims)),
    ...section(
      w.votes,
      [...names].flatMap(([id, name]) =>
        id in log.votes.majority
          ? [
              `- ${line(name)}: ${log.votes.majority[id]} ${w.vote}, ${round(log.votes.weighted[id] ?? 0)} ${w.weighted}`,
            ]
          : [],
      ),
    ),
    ...section(
      w.dissent,
      log.dissent.map((one) => `- ${line(one.seat)}, ${word(one.severity)}: ${line(one.text)} ${source(one, w)}`),
    ),
    ...section(
      w.risks,
      log.risks.flatMap((one) => [
        `- **${line(one.text)}** (${w.likelihood} ${one.likelihood}/5, ${w.impact} ${one.impact}/5) ${source(one, w)}`,
        ...sub(w.signal, one.early_signal),
        ...sub(w.mitigation, one.mitigation),
        ...sub(w.cost, one.cost ? cost(one.cost) : ''),
        ...sub(w.owner, one.owner ?? ''),
      ]),
    ),
    ...section(
      w.assumptions,
      log.assumptions.map((one) => `- ${line(one)}`),
    ),
    ...section(
      w.open,
      log.open_questions.map((one) => `- ${line(one)}`),
    ),
    ...section(
      w.tasks,
      items.flatMap((one) => [
        `- [${one.status === 'done' ? 'x' : ' '}] ${line(one.title)} (${line(one.owner ?? w.unassigned)}${one.due ? `, ${w.due} ${one.due}` : ''}, ${word(one.priority)}) ${source(one, w)}`,
        ...sub(w.done, one.acceptance),
      ]),
    ),
    '---',
    `${w.sources.replace('{run}', log.run_id).replace('{version}', String(log.version)).replace('{hash}', log.content_hash)}. ${w.models}: ${line(log.models.join(', '))}.`,
    '',
  ].join('\n\n');
}

function alternative(
  one: LogAlternative,
  log: DecisionLog,
  w: DecisionWords,
  claims: (list: Claim[]) => string[],
): string[] {
  const scores = Object.entries(one.scores.by_criterion).map(([name, score]) => `${line(name)} ${round(score)}`);
  const total = one.scores.total === null ? [] : [`${w.total} ${round(one.scores.total)}`];
  return [
    `### ${line(one.name)}${one.id === log.chosen ? ` (${w.chosen})` : ''}`,
    line(one.summary),
    ...(one.pros.length > 0 ? [`${w.pros}:`, claims(one.pros).join('\n')] : []),
    ...(one.cons.length > 0 ? [`${w.cons}:`, claims(one.cons).join('\n')] : []),
    ...(one.cost ? [`${w.cost}: ${cost(one.cost)}`] : []),
    ...(scores.length > 0 ? [`${w.scores}: ${[...scores, ...total].join(', ')}`] : []),
    ...(one.why_rejected ? [`${w.rejected}: ${line(one.why_rejected.text)} ${source(one.why_rejected, w)}`] : []),
  ].filter((part) => part !== '');
}

const sub = (name: string, text: string) => (text ? [`  - ${name}: ${line(text)}`] : []);
const cost = (one: Cost) => `${one.amount} ${line(one.unit)} (${line(one.basis)})`;
const round = (value: number) => Math.round(value * 100) / 100;

/** "(turn 4, turn 7: “…”)". */
function source({ turns, facts, quote }: Pick<Claim, 'turns' | 'facts' | 'quote'>, w: DecisionWords): string {
  const where = [...turns.map((one) => `${w.turn} ${one}`), ...facts.map((one) => `${w.fact} ${one}`)].join(', ');
  return where || quote ? `*(${where}${where && quote ? ': ' : ''}${quote ? `“${line(quote)}”` : ''})*` : '';
}

/** One line in which nothing said by a seat becomes a heading, a link, an image or HTML. */
const line = (text: string) =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|]/g, '\\$&')
    .replace(/^(#+|[-+>]|\d+[.)])(?=\s)/, '\\$1');

/** A name for the file, of letters and digits of any script. */
export function decisionFileName(title: string, format: 'md' | 'json'): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${name || 'decision'}.${format}`;
}
