// npm run audit [-- --kept FILE]: whether the trail of every organisation is as it was sealed, which its page tells, too.
// Exit code 1: it is not.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { asc } from 'drizzle-orm';
import { organisations } from '@/db/schema';
import { surroundings } from '@/lib/env';
import { forgetBreak, noteBreak } from '@/lib/services/audit/breaks';
import type { Head } from '@/lib/services/audit/chain';
import { checkTrail } from '@/lib/services/audit/check';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { openContext } from './open';
import { systemLanguage, wordsIn } from './words';

const words = wordsIn(systemLanguage());
const tell = (text: string) => process.stderr.write(`${text.trim()}\n`);

try {
  process.exitCode = await main();
} catch (error) {
  const told = asBadInput(error, words);
  tell(told instanceof BadInput ? told.lines.join('\n') : failureLine(error, words));
  process.exitCode = told instanceof BadInput ? 2 : 1;
}

async function main(): Promise<number> {
  const kept = await readKept(process.argv.slice(2));
  const { ctx, close } = await openContext();
  try {
    const all = await ctx.db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .orderBy(asc(organisations.id));
    if (all.length === 0) tell(words.t('audit.none'));
    let broken = false;
    for (const { id: orgId, name } of all) {
      const checked = await checkTrail(ctx, orgId, kept.get(orgId));
      const { rows, open, late, head } = checked;
      if (checked.broken) {
        const { why, place, id } = checked.broken;
        tell(words.t(`audit.${why}`, { name, rows, place, id: id ?? '' }));
        await noteBreak(ctx, orgId, checked.broken);
        broken = true;
      } else {
        tell(words.t('audit.fine', { name, rows, open }));
        await forgetBreak(ctx, orgId, kept.has(orgId));
      }
      if (late > 0) tell(words.t('audit.late', { name, late }));
      // Ends alone on stdout: npm run -s audit > ends.txt
      if (!checked.broken && head.place > 0) process.stdout.write(`${orgId} ${head.place} ${head.hash}\n`);
    }
    if (!broken && all.length > 0) tell(words.t('audit.keep'));
    return broken ? 1 : 0;
  } finally {
    await close();
  }
}

/** Ends of chains that were kept elsewhere, by organisation. @throws BadInput */
async function readKept(args: string[]): Promise<Map<string, Head[]>> {
  const kept = new Map<string, Head[]>();
  let file: string | undefined;
  try {
    file = parseArgs({ args, options: { kept: { type: 'string' } } }).values.kept;
  } catch {
    throw new BadInput([words.t('audit.option', { option: args.join(' ') })]);
  }
  if (file === undefined) return kept;
  const text = await readFile(resolve(surroundings().folder, file), 'utf8').catch(() => '?');
  for (const line of text.split('\n').filter((one) => one.trim())) {
    const [, orgId, place, hash] = /^(\S+) (\d+) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
    if (!orgId || !hash) throw new BadInput([words.t('audit.file', { file })]);
    kept.set(orgId, [...(kept.get(orgId) ?? []), { place: Number(place), hash }]);
  }
  return kept;
}
