import type { z } from 'zod';
import { sessionListSchema } from '../../services/sessions/schemas';
import { changeSamlSchema, connectSamlSchema, samlViewSchema } from '../../services/sign-in/saml/schemas';
import {
  apiTokenSchema,
  listTokensSchema,
  newTokenSchema,
  tokenListSchema,
  tokenMadeSchema,
} from '../../services/tokens/schemas';
import type { OperationOf } from '../operation';

export const signInComponents = {
  ConnectSaml: connectSamlSchema,
  ChangeSaml: changeSamlSchema,
  SamlConnection: samlViewSchema,
  NewApiToken: newTokenSchema,
  ApiToken: apiTokenSchema,
  ApiTokenMade: tokenMadeSchema,
  ApiTokenList: tokenListSchema,
  SessionList: sessionListSchema,
} as const satisfies Record<string, z.ZodType>;

export const signInOperations = [
  {
    method: 'POST',
    path: '/sign-in/saml',
    summary: 'Connect a provider of SAML 2.0 by its metadata or the address of it; a program can’t',
    body: 'ConnectSaml',
    status: 201,
    answer: 'SamlConnection',
  },
  {
    method: 'PATCH',
    path: '/sign-in/saml/[id]',
    summary: 'Change a SAML connection, or read its metadata again; a program can’t',
    body: 'ChangeSaml',
    answer: 'SamlConnection',
  },
  {
    method: 'POST',
    path: '/sign-in/saml/[id]/test',
    summary: 'Begin a sign-in on trial: where the browser goes; no session comes of it',
    body: 'Empty',
    answer: 'SignInAddress',
  },
  {
    method: 'GET',
    path: '/tokens',
    summary: 'List API tokens, the newest first, also those that have ended; a program can’t',
    query: listTokensSchema,
    answer: 'ApiTokenList',
  },
  {
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token, which is shown in this answer only; a program can’t',
    body: 'NewApiToken',
    status: 201,
    answer: 'ApiTokenMade',
  },
  { method: 'DELETE', path: '/tokens/[id]', summary: 'End an API token at once', answer: 'ApiToken' },
  {
    method: 'GET',
    path: '/sessions',
    summary: 'List one’s own sessions of this organisation, the one that asks first; a program can’t',
    answer: 'SessionList',
  },
  { method: 'DELETE', path: '/sessions', summary: 'End all of one’s own sessions but the one that asks', status: 204 },
  { method: 'DELETE', path: '/sessions/[id]', summary: 'End one of one’s own sessions at once', status: 204 },
] as const satisfies readonly OperationOf[];
