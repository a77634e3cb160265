import { createWriteStream } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { counts } from '@/lib/council/change-task';
import type { ActionItem, DecisionLog } from '@/lib/council/decision-log.schema';
import { findings } from '@/lib/council/policy';
import type { RunState } from '@/lib/council/run';
import { readDecision } from '@/lib/services/artifacts/decision';
import type { Decision } from '@/lib/services/artifacts/schemas';
import type { Context, Member } from '@/lib/services/context';
import { ServiceError } from '@/lib/services/errors';
import { exportEvents } from '@/lib/services/runs/export-events';
import { decisionToMarkdown } from '@/lib/targets/file/decision-markdown';
import { shownPath } from './input';
import type { Screen, Style } from './screen';
import { clock } from './status';
import { missingIn, reasonIn, type Words } from './words';

const indent = 5;

/**
 * Writes the decision as JSON and Markdown and the run's events; returns the decision and the files' paths.
 * A run without a decision leaves none of an earlier one behind.
 */
export async function writeResult(
  ctx: Context,
  who: Member,
  { meetingId, runId, state }: { meetingId: string; runId: string; state: RunState },
  { out, folder }: { out: string; folder: string },
): Promise<{ decision: Decision | null; files: string[] }> {
  const path = (name: string) => join(out, name);
  const decision = await readDecision(ctx, who, { meetingId, runId }).catch((error: unknown) => {
    if (error instanceof ServiceError && error.reason === 'artifact.no_decision') return null;
    throw error;
  });
  const events = exportEvents(ctx, who, { runId, after: 0, limit: Number.MAX_SAFE_INTEGER });
  await pipeline(Readable.from(events), createWriteStream(path('events.ndjson')));
  if (decision) {
    await writeFile(path('decision.json'), `${JSON.stringify(decision, null, 2)}\n`);
    await writeFile(path('decision.md'), decisionToMarkdown(decision, state.agenda));
  } else for (const name of ['decision.json', 'decision.md']) await rm(path(name), { force: true });
  const names = decision ? ['decision.md', 'decision.json', 'events.ndjson'] : ['events.ndjson'];
  return { decision, files: names.map((name) => shownPath(folder, path(name))) };
}

/** How it ended: the decision, what is missing, the tasks. */
export function tellResult(screen: Screen, words: Words, state: RunState, decision: Decision | null): void {
  const { t, money } = words;
  const outcome = state.outcome ?? 'failed';
  const line = (text: string, style: Style = 'plain') => screen.line([{ text, style }], { indent });
  const spent = [
    clock(state.clock.activeMs),
    t('line.turns', { count: state.turns.length }),
    money(state.used.microUsd),
  ];
  screen.rule(t(`council.status.${outcome}`), spent.join(' · '));
  screen.line();
  if (!decision) {
    if (state.endReason) line(reasonIn(words, state, state.endReason), 'trouble');
    line(t('end.no_decision'), 'trouble');
    return;
  }
  const { log, items } = decision;
  const chosen = log.alternatives.find((one) => one.id === log.chosen);
  if (chosen) line(chosen.name, 'bold');
  if (log.statement) line(log.statement);
  if (log.confidence !== null) line(t('end.confidence', { share: Math.round(log.confidence * 100) }), 'dim');
  if (log.incident) {
    const { detect_minutes: detect, mitigate_minutes: mitigate, restore_minutes: restore } = log.incident;
    line(t('end.incident', { detect, mitigate, restore }));
  }
  if (outcome !== 'decided') tellMissing(screen, words, state, log);
  else if (log.status === 'proposed') line(t('end.proposed', { decider: log.decider }), 'dim');
  if (log.confirmation) line(t('end.signed', log.confirmation), 'dim');
  tellTasks(screen, words, t('end.tasks'), items.filter(counts));
  const open = items.filter((item) => !counts(item) && item.status !== 'dropped');
  tellTasks(screen, words, t('end.derived'), open);
}

function tellMissing(screen: Screen, words: Words, state: RunState, log: DecisionLog): void {
  const { t } = words;
  if (state.endReason && state.endReason.code !== 'end.missing') {
    screen.line([{ text: reasonIn(words, state, state.endReason), style: 'dim' }], { indent });
  }
  if (log.missing.length > 0) {
    screen.line([{ text: t('end.missing'), style: 'bold' }], { indent });
    const found = findings(state);
    for (const { code, subject } of log.missing) {
      const one = found.find((each) => each.code === code && each.subject === subject);
      if (one) screen.line([{ text: `› ${missingIn(words, state, one)}`, style: 'trouble' }], { indent, hang: 2 });
      else screen.line([{ text: `› ${t('council.missing.other')}`, style: 'trouble' }], { indent, hang: 2 });
    }
  }
  if (state.outcome === 'escalated') screen.line(t('end.decides', { decider: log.decider }), { indent });
}

function tellTasks(screen: Screen, words: Words, title: string, items: ActionItem[]): void {
  const { t } = words;
  if (items.length === 0) return;
  screen.line();
  screen.line([{ text: title, style: 'bold' }], { indent });
  for (const [index, item] of items.entries()) {
    const number = String(index + 1);
    const facts = [item.owner ?? t('end.unassigned'), ...(item.due ? [t('end.due', { date: item.due })] : [])];
    screen.line(
      [{ text: number, style: 'dim' }, { text: ` ${item.title}` }, { text: ` · ${facts.join(' · ')}`, style: 'dim' }],
      { indent: indent + (items.length > 9 ? 2 : 1) - number.length, hang: number.length + 1 },
    );
  }
}
