import { handlePublic } from '@/app/api/v1/_http/handle';
import { readBytes } from '@/app/api/v1/_http/input';
import { comeWithSaml } from '@/lib/auth/come-with-saml';
import { getContext } from '@/lib/wiring';

/** Above the longest answer that `lib/saml` reads. */
const longestKb = 600;

/** Where SAML providers let browsers post their answers. */
export const POST = handlePublic(async (request) => {
  const body = Buffer.from(await readBytes(request, longestKb)).toString('utf8');
  return comeWithSaml(await getContext(), request, body);
});
