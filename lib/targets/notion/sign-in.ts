import { notionClient } from './client';
import { notionFailure } from './failure';

interface Address {
  baseUrl: string;
  clientId: string;
  redirectUri: string;
  state: string;
}

/** Where Notion asks a person which pages the integration may see. */
export function signInAddress({ baseUrl, clientId, redirectUri, state }: Address): string {
  const url = new URL('/v1/oauth/authorize', baseUrl);
  const asked = { client_id: clientId, response_type: 'code', owner: 'user', redirect_uri: redirectUri, state };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

interface Exchange {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  code: string;
  redirectUri: string;
  now(): number;
}

/** The token that a code of Notion stands for; a code counts once. @throws NotionFailure */
export async function codeToToken({ baseUrl, clientId, clientSecret, code, redirectUri, now }: Exchange) {
  try {
    const told = await notionClient('', { baseUrl }).oauth.token({
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
    });
    return { token: told.access_token, workspace: { id: told.workspace_id, name: told.workspace_name } };
  } catch (error) {
    throw notionFailure(error, 'place', now());
  }
}
