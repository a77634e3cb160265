// npm run council -- AGENDA.md --out DIR: holds a council in the terminal.
import { constants } from 'node:os';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import type { Agenda } from '@/lib/council/agenda.schema';
import type { Outcome } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';
import { templateOf } from '@/lib/council/templates';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { createMeeting } from '@/lib/services/meetings/create';
import { removeMeeting } from '@/lib/services/meetings/remove';
import { offersTo, usualModel } from '@/lib/services/models/rows';
import { startRun } from '@/lib/services/runs/start';
import { checkMeetingAchievable } from '@/lib/services/teams/check-achievable';
import { asBadInput, BadInput, failureLine, languageOfText } from './bad-input';
import { exportRun, wayTo } from './export';
import { makeFolder, readInput, readTeamWanted } from './input';
import { openContext } from './open';
import { type Options, readOptions } from './options';
import { tellResult, writeResult } from './result';
import { Screen } from './screen';
import { watchRun } from './session';
import { teamFor } from './team-for';
import { systemLanguage, type Words, wordsIn } from './words';

const badInput = 2;
const failed = 4;
const notExported = 6;
const exitCodes: Record<Outcome, number> = { decided: 0, escalated: 3, failed, stopped: 5 };

let words = wordsIn(systemLanguage());
const complain = (lines: string[]) => process.stderr.write(`${lines.join('\n')}\n`);
process.stderr.on('error', () => {}); // nobody listens any more
try {
  process.exitCode = await main();
} catch (error) {
  const told = asBadInput(error, words);
  if (told instanceof BadInput) complain(told.lines);
  else complain([words.t('end.failed', { message: failureLine(error, words) })]);
  process.exitCode = told instanceof BadInput ? badInput : failed;
}

async function main(): Promise<number> {
  const screen = new Screen(process.stdout);
  const { options, language } = readOptions(process.argv.slice(2));
  words = wordsIn(language);
  if (!options) {
    process.stdout.write(`${words.t('help')}\n`);
    return 0;
  }
  const bytes = await readInput(options.agenda, options, words);
  words = wordsIn(options.language ?? languageOfText(bytes));
  const agenda = parseAgenda(bytes, new Date());
  words = wordsIn(options.language ?? agenda.language);
  const team = await readTeamWanted(options, agenda, words);
  const { ctx, close } = await openContext(options.pace === null ? {} : { XIO_PLAYBOOK_PACE: options.pace });
  try {
    return await hold(ctx, screen, options, agenda, team);
  } finally {
    await close();
  }
}

async function hold(
  ctx: Context,
  screen: Screen,
  options: Options,
  agenda: Agenda,
  team: Team | null,
): Promise<number> {
  const who = await ensureLocalAccount(ctx, agenda.language);
  const config = team ?? templateOf(agenda.template).team(agenda.language, await usualModel(ctx, ctx.db, who.orgId));
  checkMeetingAchievable(await offersTo(ctx, ctx.db, who.orgId), config, agenda);
  const teamId = team ? await teamFor(ctx, who, team) : undefined;
  const to = options.exportTo === null ? null : await wayTo(ctx, who, options.exportTo, words);
  await makeFolder(options, words);
  const run = await begin(ctx, who, agenda, teamId);
  const path = `/meetings/${run.meetingId}`;
  const by = speakers(config, words);

  screen.line([{ text: agenda.title, style: 'bold' }]);
  screen.line(agenda.question);
  screen.line();
  screen.line([{ text: by.text, style: by.scripted ? 'trouble' : 'dim' }]);
  screen.line([{ text: words.t('start.browser', { path }), style: 'dim' }]);
  if (screen.live) screen.line([{ text: words.t('start.stop'), style: 'dim' }]);

  const end = await watchRun(ctx, who, run, screen, words);
  if ('signal' in end) {
    screen.line();
    screen.line([{ text: words.t('end.left'), style: 'trouble' }]);
    return 128 + constants.signals[end.signal];
  }
  const { decision, files } = await writeResult(ctx, who, { ...run, state: end.state }, options);
  tellResult(screen, words, end.state, decision);
  screen.line();
  if (by.scripted) screen.line([{ text: by.text, style: 'trouble' }]);
  screen.line([{ text: words.t('end.written', { files: files.join(', ') }), style: 'dim' }]);
  screen.line([{ text: words.t('start.browser', { path }), style: 'dim' }]);
  const arrived = !to || !decision || (await exportRun(ctx, who, run, to, screen, words));
  return arrived ? exitCodes[end.state.outcome ?? 'failed'] : notExported;
}

/** Makes the meeting and starts its run; when it can't be started, the meeting does not stay. */
async function begin(ctx: Context, who: Member, agenda: Agenda, teamId: string | undefined) {
  const { id: meetingId } = await createMeeting(ctx, who, { agenda, teamId });
  try {
    return { meetingId, ...(await startRun(ctx, who, { meetingId })) };
  } catch (error) {
    await removeMeeting(ctx, who, meetingId);
    throw error;
  }
}

/** Who speaks: scripted experts always say so. */
function speakers({ seats }: Team, { t }: Words): { text: string; scripted: boolean } {
  const scripted = seats.filter((seat) => seat.model.provider === 'playbook');
  if (scripted.length === seats.length) return { text: t('start.scripted'), scripted: true };
  if (scripted.length > 0)
    return { text: t('start.mixed', { names: scripted.map((seat) => seat.name).join(', ') }), scripted: true };
  const models = new Set(seats.map(({ model }) => `${model.provider}:${model.name}`));
  return { text: t('start.models', { models: [...models].join(', ') }), scripted: false };
}
