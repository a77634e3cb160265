import { ServiceError } from '../services/errors';

/** What the messages of OpenID Connect's checks mean to a person. */
const meanings: readonly (readonly [RegExp, string])[] = [
  [/state mismatch|state missing|State cookie|code_verifier cookie|Nonce cookie/i, 'sign_in.stale'],
  [/nonce (mismatch|missing)|missing required JWT property nonce/i, 'sign_in.answer_foreign'],
  [/aud(ience)? (mismatch|is missing|missing)|azp|required JWT property aud/i, 'sign_in.answer_audience'],
  [/iss (mismatch|missing)|unexpected iss|required JWT property iss/i, 'sign_in.answer_issuer'],
  [/JWT (expired|not active)|issued in the future|required JWT property (exp|iat)/i, 'sign_in.answer_time'],
  [/JWT alg|signature|id_token not present|no valid key|JWT malformed|decode JWT/i, 'sign_in.answer_unsigned'],
];

const refusals: Record<string, string> = {
  access_denied: 'sign_in.denied',
  invalid_client: 'sign_in.client_refused',
  unauthorized_client: 'sign_in.client_refused',
  invalid_grant: 'sign_in.used',
  temporarily_unavailable: 'sign_in.provider_down',
  server_error: 'sign_in.provider_down',
};

/** Why somebody who came back from a provider is not let in, as a sentence for them. */
export function whyNot(query: Record<string, string>, failure: unknown): ServiceError {
  if (failure instanceof ServiceError) return failure;
  const refused = (reason: string) => new ServiceError('forbidden', reason);
  if (query.error) return refused(refusals[query.error] ?? 'sign_in.answer_wrong');
  if (!(failure instanceof Error)) return refused('sign_in.answer_wrong');
  if ('error' in failure && typeof failure.error === 'string')
    return refused(refusals[failure.error] ?? 'sign_in.answer_wrong');
  if ('code' in failure || failure.name === 'WayRefused' || /timed out|expected 200/.test(failure.message))
    return refused('sign_in.provider_down');
  return refused(meanings.find(([message]) => message.test(failure.message))?.[1] ?? 'sign_in.answer_wrong');
}
