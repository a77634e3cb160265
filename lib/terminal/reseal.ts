// npm run reseal: every secret that the former key sealed is sealed with the new one. Exit code 1: some can't be opened.
import { VaultError } from '@/lib/ports/vault';
import { resealSecrets } from '@/lib/services/secrets/reseal';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { openContext } from './open';
import { systemLanguage, wordsIn } from './words';

const words = wordsIn(systemLanguage());
const tell = (text: string) => process.stderr.write(`${text}\n`);

try {
  const { ctx, close } = await openContext();
  try {
    const { done, fresh, lost } = await resealSecrets(ctx);
    tell(words.t('reseal.done', { done, fresh }));
    for (const { place, orgId: org, id } of lost) tell(words.t('reseal.lost', { place, org, id }));
    tell(lost.length > 0 ? words.t('reseal.left', { count: lost.length }) : words.t('reseal.over'));
    process.exitCode = lost.length > 0 ? 1 : 0;
  } finally {
    await close();
  }
} catch (error) {
  const told = error instanceof VaultError ? new BadInput([words.t('reseal.no_key')]) : asBadInput(error, words);
  tell(told instanceof BadInput ? told.lines.join('\n') : failureLine(error, words));
  process.exitCode = told instanceof BadInput ? 2 : 1;
}
