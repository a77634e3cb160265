export const faults = [
  'rate_limited',
  'server_error',
  'dropped',
  'hang',
  'broken_json',
  'cut_off',
  'prose',
  'refusal',
  'wrong_ids',
  'scores_as_words',
  'false_quotes',
  'wrong_turns',
  'key_refused',
  'unknown_model',
  'no_usage',
  'too_long',
  'no_schema',
] as const;
export type Fault = (typeof faults)[number];

/** The fault of each request in turn, or a share of the requests drawn by a seed. */
export type Schedule = readonly (Fault | null)[] | { seed: number; share: number; kinds: readonly Fault[] };

/** The fault of the `index`-th request (from 0), or null. */
export function faultAt(schedule: Schedule, index: number): Fault | null {
  if (!('seed' in schedule)) return schedule[index] ?? null;
  const dice = (salt: number) => {
    let x = (schedule.seed ^ Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b)) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
  if (dice(1) >= schedule.share) return null;
  return schedule.kinds[Math.floor(dice(2) * schedule.kinds.length)] ?? null;
}

/** Refusals that come as a status. The body repeats the key, as some servers do. */
export function refusal(
  fault: Fault,
  retryAfter: string,
  key: string,
): { status: number; headers: Record<string, string>; message: string } | null {
  switch (fault) {
    case 'rate_limited':
      return { status: 429, headers: { 'retry-after': retryAfter }, message: 'Rate limit reached' };
    case 'server_error':
      return { status: 500, headers: {}, message: 'The server had an error' };
    case 'key_refused':
      return { status: 401, headers: {}, message: `Incorrect API key provided: ${key}` };
    case 'unknown_model':
      return { status: 404, headers: {}, message: 'The model does not exist' };
    case 'too_long':
      return { status: 400, headers: {}, message: "This model's maximum context length is 4096 tokens" };
    case 'no_schema':
      return { status: 400, headers: {}, message: 'response_format json_schema is not supported' };
    default:
      return null;
  }
}

/** The words of an answer with its fault. */
export function spoil(fault: Fault | null, answer: { text: string }): string {
  const json = JSON.stringify(answer);
  switch (fault) {
    case 'broken_json':
      return `${json.slice(0, -1)},, oops`;
    case 'cut_off':
      return json.slice(0, Math.floor(json.length * 0.7));
    case 'prose':
      return answer.text;
    case 'wrong_ids':
      return json
        .replace(/"(alternative|keep|join)":"[^"]*"/g, '"$1":"A99"')
        .replace(/"(objection|risk)":"[OR]\d+"/g, '"$1":"Z7"');
    case 'scores_as_words':
      return json.replace(/"(score|likelihood|weight|confidence)":[\d.]+/g, '"$1":"rather high"');
    case 'false_quotes':
      return json.replace(/"quote":"[^"]*"/g, '"quote":"Nobody in the whole wide world ever uttered this sentence"');
    case 'wrong_turns':
      return json.replace(/"turns":\[[^\]]*\]/g, '"turns":[999]');
    default:
      return json;
  }
}
