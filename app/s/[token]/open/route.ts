import { guardShareOpening } from '@/lib/auth/guard-share';
import { handleGuest } from '../../../api/v1/_http/handle';
import { readBytes } from '../../../api/v1/_http/input';

/** The button of a guest's page, with the password where one is asked for: a plain form, so that it needs no JavaScript. */
export const POST = handleGuest(async (request, token) => {
  const form = new URLSearchParams(new TextDecoder().decode(await readBytes(request, 4)));
  const { opened, cookie } = await guardShareOpening(request, token, form.get('password') ?? '');
  const said = opened.as === 'opened' || opened.as === 'gone' ? '' : `?said=${opened.as}`;
  const headers = new Headers({ location: `/s/${encodeURIComponent(token)}${said}` });
  if (cookie) headers.set('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
});
