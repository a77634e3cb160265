// npm run owner [-- ORGANISATION]: the single-use link that lets an owner in, or founds the first organisation.
import { linkMinutes, makeOwnerLink } from '@/lib/services/sign-in/owner-link';
import { siteAddress } from '@/lib/services/sign-in/rows';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { openContext } from './open';
import { systemLanguage, wordsIn } from './words';

const words = wordsIn(systemLanguage());
const tell = (text: string) => process.stderr.write(`${text}\n`);

try {
  const { ctx, close } = await openContext();
  try {
    const { token, organisation, others } = await makeOwnerLink(ctx, process.argv[2]);
    // The link alone on stdout. The token stands behind the "#": browsers send it to nobody and log it nowhere.
    process.stdout.write(`${new URL('/sign-in/owner', siteAddress(ctx.env)).href}#${token}\n`);
    tell(organisation === null ? words.t('owner.founds') : words.t('owner.opens', { organisation }));
    tell(words.t('owner.minutes', { minutes: linkMinutes }));
    for (const { slug, name } of others) tell(words.t('owner.other', { slug, name }));
  } finally {
    await close();
  }
} catch (error) {
  const told = asBadInput(error, words);
  tell(told instanceof BadInput ? told.lines.join('\n') : failureLine(error, words));
  process.exitCode = told instanceof BadInput ? 2 : 1;
}
