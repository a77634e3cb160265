// npm run token: an API token of the local account.
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { makeToken } from '@/lib/services/tokens/make';
import { usualDays } from '@/lib/services/tokens/schemas';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { openContext } from './open';
import { systemLanguage, wordsIn } from './words';

const words = wordsIn(systemLanguage());
const tell = (text: string) => process.stderr.write(`${text}\n`);

try {
  const { ctx, close } = await openContext();
  try {
    const who = await ensureLocalAccount(ctx, words.language);
    const asked = { name: 'npm run token', role: who.role, permissions: null, days: usualDays };
    const { token } = await makeToken(ctx, who, asked);
    // The token alone on stdout: TOKEN=$(npm run -s token)
    process.stdout.write(`${token}\n`);
    const url = ctx.env.XIO_PUBLIC_URL ?? `http://127.0.0.1:${ctx.env.PORT}`;
    tell(`${words.t('token.use', { url })}\n${words.t('token.days', { days: usualDays })}`);
  } finally {
    await close();
  }
} catch (error) {
  const told = asBadInput(error, words);
  tell(told instanceof BadInput ? told.lines.join('\n') : failureLine(error, words));
  process.exitCode = told instanceof BadInput ? 2 : 1;
}
