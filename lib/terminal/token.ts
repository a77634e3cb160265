// npm run token: a bearer token of the local account, for the API.
import { ensureLocalAccount } from '@/lib/auth/local-account';
import { openSession, sessionDays } from '@/lib/auth/sessions';
import { asBadInput, BadInput, failureLine } from './bad-input';
import { openContext } from './open';
import { systemLanguage, wordsIn } from './words';

const words = wordsIn(systemLanguage());
const tell = (text: string) => process.stderr.write(`${text}\n`);

try {
  const { ctx, close } = await openContext();
  try {
    const token = await openSession(ctx.db, await ensureLocalAccount(ctx, words.language), {
      method: 'program',
      from: { address: null, agent: 'npm run token' },
    });
    // The token alone on stdout: TOKEN=$(npm run -s token)
    process.stdout.write(`${token}\n`);
    const url = ctx.env.XIO_PUBLIC_URL ?? `http://127.0.0.1:${ctx.env.PORT}`;
    tell(`${words.t('token.use', { url })}\n${words.t('token.days', { days: sessionDays })}`);
  } finally {
    await close();
  }
} catch (error) {
  const told = asBadInput(error, words);
  tell(told instanceof BadInput ? told.lines.join('\n') : failureLine(error, words));
  process.exitCode = told instanceof BadInput ? 2 : 1;
}
