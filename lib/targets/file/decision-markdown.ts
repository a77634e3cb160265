import type { Agenda } from '@/lib/council/agenda.schema';
import type { Cost } from '@/lib/council/answers.schema';
import { counts } from '@/lib/council/change-task';
import { comparedIn } from '@/lib/council/compared';
import type { ActionItem, Claim, DecisionLog, DecisionStatus, LogAlternative } from '@/lib/council/decision-log.schema';
import { course, joinedTo } from './decision-course';
import { codeWord, type DecisionWords, decimal, decisionWords, votesInWords } from './decision-words';
import { line, section, source } from './markdown';

interface Written {
  log: DecisionLog;
  items: ActionItem[];
  summary: string | null;
  /** As the log stands today: an accepted version that a later one replaced is superseded. */
  status: DecisionStatus;
}

/** A decision with its tasks as a Markdown document in the agenda's language; every claim keeps its turns and quote. */
export function decisionToMarkdown({ log, items, summary, status }: Written, agenda: Pick<Agenda, 'language'>): string {
  const { language } = agenda;
  const w = decisionWords[language];
  const word = (code: string) => codeWord(language, code);
  const chosen = log.alternatives.find((one) => one.id === log.chosen);
  const claims = (list: Claim[]) => list.map((one) => `- ${line(one.text)} ${source(one, w)}`);
  const names = new Map(log.alternatives.map((one) => [one.id, one.name]));
  const compared = comparedIn(log);
  const facts = [
    `- ${w.status}: ${word(status)}${log.deferred_until ? ` (${w.until} ${log.deferred_until})` : ''}`,
    ...settled(log, w),
    `- ${w.decider}: ${line(log.decider)}`,
    ...(log.taken ? [] : [`- ${w.reversibility}: ${word(log.reversibility)}`]),
    ...(log.confidence === null ? [] : [`- ${w.confidence}: ${Math.round(log.confidence * 100)} %`]),
    ...(log.review_date ? [`- ${w.review}: ${log.review_date}`] : []),
    ...(log.kill_criterion ? [`- ${w.kill}: ${line(log.kill_criterion)}`] : []),
  ];
  const times = log.incident;
  const sure = items.filter(counts);
  const task = (one: ActionItem) => [
    `- [${one.status === 'done' ? 'x' : ' '}] ${line(one.title)} (${line(one.owner ?? w.unassigned)}${one.due ? `, ${w.due} ${one.due}` : ''}${log.taken ? '' : `, ${word(one.priority)}`}) ${source(one, w)}`,
    ...sub(w.done, one.acceptance),
    ...sub(w.note, one.note ?? ''),
  ];
  return [
    `# ${line(log.title)}`,
    ...(log.scripted ? [`> ${w.scripted}`] : []),
    ...(log.incomplete ? [`> ${w.incomplete}`] : []),
    ...(log.question === log.title ? [] : [`**${w.question}:** ${line(log.question)}`]),
    `## ${w.decision}`,
    chosen && chosen.name !== log.statement
      ? `**${line(chosen.name)}.** ${line(log.statement)}`
      : line(log.statement || w.none),
    facts.join('\n'),
    ...section(
      w.missing,
      log.missing.map(
        (one) => `- ${word(one.code)}${one.subject ? ` (${line(names.get(one.subject) ?? one.subject)})` : ''}`,
      ),
    ),
    ...section(w.summary, summary ? [line(summary)] : []),
    ...section(w.incident, times ? timeline(times, w) : []),
    ...section(w.causes, claims(times?.causes ?? [])),
    ...section(w.rationale, claims(log.rationale)),
    ...(compared.length > 0 ? [`## ${w.alternatives}`] : []),
    ...compared.flatMap((one) => alternative(one, log, w, claims)),
    ...section(
      w.votes,
      [...names].flatMap(([id, name]) =>
        id in log.votes.majority
          ? [
              `- ${line(name)}: ${votesInWords(log.votes.majority[id] ?? 0, w)}, ${decimal(log.votes.weighted[id] ?? 0, w)} ${w.weighted}`,
            ]
          : [],
      ),
    ),
    ...section(
      w.dissent,
      log.dissent.map((one) => {
        const answers = one.answered_by.map((turn) => `${w.turn} ${turn}`).join(', ');
        return `- ${line(one.seat)}, ${word(one.severity)}: ${line(one.text)} ${source(one, w)}${answers ? ` (${w.answered} ${answers})` : ''}`;
      }),
    ),
    ...course(log, w),
    ...section(
      w.risks,
      log.risks.flatMap((one) => [
        `- **${line(one.text)}** (${w.likelihood} ${one.likelihood}/5, ${w.impact} ${one.impact}/5) ${source(one, w)}`,
        ...sub(w.signal, one.early_signal),
        ...sub(w.mitigation, one.mitigation),
        ...sub(w.cost, one.cost ? cost(one.cost, w) : ''),
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
    ...section(w.tasks, times ? byKind(sure, w, task) : sure.flatMap(task)),
    ...section(w.proposed_tasks, items.filter((one) => !counts(one) && one.status !== 'dropped').flatMap(task)),
    ...section(w.signature, signature(log, w)),
    '---',
    `${w.sources.replace('{run}', log.run_id).replace('{version}', String(log.version)).replace('{hash}', log.content_hash)}. ${log.taken?.provider === 'rules' ? w.rules : `${w.models}: ${line(log.models.join(', '))}`}.`,
    '',
  ].join('\n\n');
}

/** An incident's times, each with the minutes since its start and what they are called. */
function timeline({ timeline: moments, ...minutes }: NonNullable<DecisionLog['incident']>, w: DecisionWords): string[] {
  const at = new Map<string, string>(moments.map((one) => [one.what, one.at]));
  const row = (what: keyof DecisionWords['moments'], span: string) => {
    const time = at.get(what);
    return time ? [`- ${w.moments[what]}: ${time}${span ? ` (${span})` : ''}`] : span ? [`- ${span}`] : [];
  };
  return [
    ...row('started', ''),
    ...row('detected', `${w.detect}: ${minutes.detect_minutes} ${w.minutes}`),
    ...row('mitigated', `${w.mitigate}: ${minutes.mitigate_minutes} ${w.minutes}`),
    ...row('resolved', `${w.restore}: ${minutes.restore_minutes} ${w.minutes}`),
  ];
}

/** Actions after an incident under what they are for; a kind without any says so. */
function byKind(items: ActionItem[], w: DecisionWords, task: (one: ActionItem) => string[]): string[] {
  const of = (kind: ActionItem['kind']) => items.filter((one) => one.kind === kind).flatMap(task);
  const rest = of(null);
  return [
    ...(['prevent', 'detect', 'mitigate'] as const).flatMap((kind) => {
      const tasks = of(kind);
      return ['', `**${w.kinds[kind]}**`, '', ...(tasks.length > 0 ? tasks : [w.no_action])];
    }),
    ...(rest.length > 0 ? ['', `**${w.kinds.other}**`, '', ...rest] : []),
  ];
}

/** Who settled it and why, and what it stands for or against. */
function settled({ status, settlement, supersedes, superseded_by }: DecisionLog, w: DecisionWords): string[] {
  const behalf = settlement?.on_behalf_of ? ` ${w.behalf.replace('{decider}', line(settlement.on_behalf_of))}` : '';
  return [
    ...(settlement ? [`- ${w.settled}: ${line(settlement.by)}${behalf}, ${settlement.at}`] : []),
    ...(settlement?.note ? [`- ${w.note}: ${line(settlement.note)}`] : []),
    ...(supersedes === null
      ? []
      : [`- ${(status === 'accepted' ? w.replaces : w.supersedes).replace('{version}', String(supersedes))}`]),
    ...(superseded_by === null ? [] : [`- ${w.round.replace('{run}', superseded_by)}`]),
  ];
}

/** What a person signed: name, time, and the hash that anybody can compute again. */
const signature = ({ confirmation }: DecisionLog, w: DecisionWords): string[] =>
  confirmation
    ? [
        `${w.signed.replace('{member}', line(confirmation.member)).replace('{at}', confirmation.at)} SHA-256 ${confirmation.sha256}`,
      ]
    : [];

function alternative(
  one: LogAlternative,
  log: DecisionLog,
  w: DecisionWords,
  claims: (list: Claim[]) => string[],
): string[] {
  const scores = Object.entries(one.scores.by_criterion).map(([name, score]) => `${line(name)} ${decimal(score, w)}`);
  const total = one.scores.total === null ? [] : [`${w.total} ${decimal(one.scores.total, w)}`];
  return [
    `### ${line(one.name)}${one.id === log.chosen ? ` (${w.chosen})` : ''}`,
    line(one.summary),
    ...joinedTo(one, w),
    ...(one.pros.length > 0 ? [`${w.pros}:`, claims(one.pros).join('\n')] : []),
    ...(one.cons.length > 0 ? [`${w.cons}:`, claims(one.cons).join('\n')] : []),
    ...(one.cost ? [`${w.cost}: ${cost(one.cost, w)}`] : []),
    ...(scores.length > 0 ? [`${w.scores}: ${[...scores, ...total].join(', ')}`] : []),
    ...(one.why_rejected ? [`${w.rejected}: ${line(one.why_rejected.text)} ${source(one.why_rejected, w)}`] : []),
  ].filter((part) => part !== '');
}

const sub = (name: string, text: string) => (text ? [`  - ${name}: ${line(text)}`] : []);
const cost = (one: Cost, w: DecisionWords) => `${decimal(one.amount, w)} ${line(one.unit)} (${line(one.basis)})`;

/** A name for the file, of letters and digits of any script. */
export function decisionFileName(title: string, format: 'md' | 'json' | 'ics'): string {
  const name = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .slice(0, 60)
    // Half of a character can't be written into a header.
    .replace(/\p{Cs}$/u, '')
    .replace(/^-|-$/g, '');
  return `${name || 'decision'}.${format}`;
}
