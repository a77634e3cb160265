import type { Context, Member } from '@/lib/services/context';
import { listExports } from '@/lib/services/exports/list';
import { exportReason } from '@/lib/services/exports/reasons';
import { requestExport } from '@/lib/services/exports/request';
import type { ExportView } from '@/lib/services/exports/schemas';
import { sendHere } from '@/lib/services/exports/wake';
import { integrationsOf } from '@/lib/services/integrations/rows';
import { BadInput } from './bad-input';
import type { Screen } from './screen';
import type { Words } from './words';

const lookMs = 300;
/** So long it waits for a try that comes later: then who started it goes on in the browser. */
const patienceMs = 120_000;

/** Where `--export` leads: `file`, or an integration by its label, or the only one of a target. @throws BadInput */
export async function wayTo(ctx: Context, who: Member, wanted: string, { t }: Words): Promise<string> {
  if (wanted === 'file') return 'file';
  const all = await integrationsOf(ctx.db, who.orgId);
  const is = (one: string) => one.toLowerCase() === wanted.toLowerCase();
  const labelled = all.filter((one) => is(one.label));
  const found = labelled.length > 0 ? labelled : all.filter((one) => is(one.target));
  const [only] = found;
  const known = ['file', ...all.map((one) => one.label)].join(', ');
  if (!only) throw new BadInput([t('bad.export', { value: wanted, known })]);
  if (found.length > 1) throw new BadInput([t('bad.export_which', { value: wanted, known })]);
  if (only.state !== 'ready') throw new BadInput([t('bad.export_not_ready', { label: only.label })]);
  return only.id;
}

/** Exports a run's decision, tells each step, and waits for the end. Returns whether everything arrived. */
export async function exportRun(
  ctx: Context,
  who: Member,
  { meetingId, runId }: { meetingId: string; runId: string },
  to: string,
  screen: Screen,
  words: Words,
): Promise<boolean> {
  const { t } = words;
  const { exports } = await requestExport(ctx, who, { meetingId, runId, to });
  const job = { orgId: who.orgId, runId, integrationId: to === 'file' ? null : to };
  const asked = new Set(exports.map((one) => one.id));
  const told = new Map<string, string>();
  screen.line();
  screen.line([{ text: t('export.begins', { count: asked.size }), style: 'bold' }]);
  const until = ctx.clock.now() + patienceMs;
  for (;;) {
    const { exports: all } = await listExports(ctx, who, { meetingId, runId, limit: 500 });
    const mine = all.filter((one) => asked.has(one.id)).toReversed();
    for (const one of mine) tellStep(one, told, screen, words);
    const open = mine.filter((one) => one.state === 'waiting' || one.state === 'sending');
    if (open.length === 0) return mine.every((one) => one.state === 'delivered');
    const kept = open.every((one) => one.state === 'waiting' && one.reason !== null && one.retryAt === null);
    if (kept || ctx.clock.now() > until) {
      screen.line([{ text: t('export.later', { count: open.length }), style: 'trouble' }]);
      return false;
    }
    // No other process may be running that tries again what failed.
    if (ctx.outbox.size === 0) void sendHere(ctx, job);
    await ctx.clock.wait(lookMs);
  }
}

/** A line for each change of an export's state. */
function tellStep(one: ExportView, told: Map<string, string>, screen: Screen, { t, language }: Words): void {
  const now = `${one.state} ${one.attempts} ${one.reason?.code ?? ''}`;
  if (one.state === 'waiting' && one.reason === null) return;
  if (told.get(one.id) === now) return;
  told.set(one.id, now);
  const why = one.reason ? ` ${exportReason(language, one.reason)}` : '';
  const where = one.url ? [one.url] : one.files.map(({ format }) => `/api/v1/exports/${one.id}/files/${format}`);
  const style = one.state === 'failed' || one.state === 'cancelled' ? 'trouble' : 'plain';
  screen.line([{ text: t(`export.state.${one.state}`, { title: one.title }) + why, style }], { indent: 2 });
  if (one.state !== 'delivered') return;
  for (const text of where) screen.line([{ text, style: 'dim' }], { indent: 5 });
}
