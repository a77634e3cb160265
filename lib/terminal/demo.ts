// tsx demo.ts URL: has the site at URL play one council by scripted experts, and opens its page.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { closeSession, openSession } from '@/lib/auth/sessions';
import { templateOf } from '@/lib/council/templates';
import { surroundings } from '@/lib/env';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { createMeeting } from '@/lib/services/meetings/create';
import { listMeetings } from '@/lib/services/meetings/list';
import { failureLine } from './bad-input';
import { openContext } from './open';
import { teamFor } from './team-for';
import { systemLanguage, wordsIn } from './words';

const playbook = { provider: 'playbook', name: 'playbook' } as const;
const examples = { en: 'dockershim-removal', ru: 'billing-monolith.ru' } as const;

const words = wordsIn(systemLanguage());
const site = z.url({ protocol: /^https?$/ }).parse(process.argv[2]);
try {
  const { ctx, close } = await openContext();
  try {
    const { meetingId, fresh } = await play(ctx);
    const url = `${site}/meetings/${meetingId}`;
    const { t } = words;
    console.log(`${t('demo.scripted')}\n${t(fresh ? 'demo.open' : 'demo.playing', { url })}\n${t('demo.sign_in')}\n`);
    open(url);
  } finally {
    await close();
  }
} catch (error) {
  console.error(words.t('demo.failed', { message: failureLine(error, words) }));
  process.exitCode = 1;
}

/** The demonstration that is in session, or a new one, held by the site. */
async function play(ctx: Context): Promise<{ meetingId: string; fresh: boolean }> {
  const { language } = words;
  const who = await ensureLocalAccount(ctx, language);
  const text = await readFile(join(process.cwd(), 'lib/examples', `${examples[language]}.md`));
  const agenda = parseAgenda(text, new Date());
  const { meetings } = await listMeetings(ctx, who, { state: 'live', limit: 100 });
  const playing = meetings.find((one) => one.title === agenda.title && one.lastRun?.scripted);
  if (playing) return { meetingId: playing.id, fresh: false };
  // Scripted whatever model is configured: a demonstration costs nothing.
  const teamId = await teamFor(ctx, who, templateOf(agenda.template).team(language, playbook));
  const { id: meetingId } = await createMeeting(ctx, who, { agenda, teamId });
  await start(ctx, who, meetingId);
  return { meetingId, fresh: true };
}

/** Asks the site to hold it, so that its viewers get every word at once. */
async function start(ctx: Context, who: Member, meetingId: string): Promise<void> {
  const token = await openSession(ctx.db, who, {
    method: 'program',
    from: { address: null, agent: 'npm run demo' },
  });
  try {
    const response = await fetch(`${site}/api/v1/meetings/${meetingId}/start`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  } finally {
    await closeSession(ctx.db, token);
  }
}

/** Opens a page where there is a desktop to open it on; the address was printed anyway. */
function open(url: string): void {
  if (!surroundings().desktop) return;
  const programs: Partial<Record<NodeJS.Platform, string[]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [program = 'xdg-open', ...args] = programs[process.platform] ?? [];
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {}) // no such program
    .unref();
}
