import { doors } from '../auth/doors';
import { componentSchemas } from './document';
import { type Operation, operations } from './operations';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d1b16;background:#fbfaf6}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:1rem;background:#f0ede4}h2{margin-top:2.5rem}
h3{font-weight:600;margin:2rem 0 .3rem}b{display:inline-block;min-width:5.2rem}td,th{text-align:left;padding:.2rem 1rem .2rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#eae6da;background:#191713}pre{background:#24211b}a{color:#c9b37e}}`;

/** The description as one page of HTML without scripts. `nonce` lets its style through the content policy. */
export function openApiPage(nonce: string | null): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>XIO API</title><style${nonce ? ` nonce="${escaped(nonce)}"` : ''}>${style}</style></head><body><main>
<h1>XIO API, version 1</h1>
<p>For programs there is <a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI 3.1). Send a session's token as <code>Authorization: Bearer …</code>; <code>npm run token</code> prints one. Bodies and answers are JSON; unknown fields are refused.</p>
<p>A create or a control with an <code>Idempotency-Key</code> header is done once: a repetition gets the first answer, with <code>idempotency-replayed: true</code>.</p>
<h2>What you can call</h2>${operations.map(entry).join('')}
<h2>Refusals</h2><p>Every refusal is a problem document (<code>application/problem+json</code>, RFC 9457) in the language of <code>Accept-Language</code>: <code>title</code>, <code>detail</code> with what to do, <code>code</code>, and <code>errors</code> with the path of each wrong field.</p>
<table><tr><th>Status</th><th>Meaning</th></tr>${refusals.map(([code, status, meaning]) => `<tr id="${code}"><td>${status}</td><td>${meaning}</td></tr>`).join('')}</table>
<h2>Schemas</h2>${schemas()}
</main></body></html>`;
}

function schemas(): string {
  return Object.entries(componentSchemas())
    .map(([name, schema]) => {
      const text = escaped(JSON.stringify(schema, null, 2));
      return `<details id="${name}"><summary><code>${name}</code></summary><pre>${text}</pre></details>`;
    })
    .join('');
}

const refusals = [
  ['invalid', 400, 'The input is wrong; <code>errors</code> says where.'],
  ['unauthenticated', 401, 'No session, or one that has ended.'],
  ['forbidden', 403, 'The role does not hold the permission.'],
  ['not_found', 404, 'No such thing in your organisation.'],
  ['not_allowed', 405, 'The address does not take this method; <code>Allow</code> says which it takes.'],
  ['conflict', 409, 'Things have moved on; the document says to where.'],
  ['too_large', 413, 'The body is too large.'],
  ['rate_limited', 429, 'Too many requests; wait for <code>Retry-After</code> seconds.'],
  ['internal', 500, 'Our mistake; the document holds the number to report.'],
  ['unavailable', 503, 'Not ready; try again.'],
] as const;

function entry({ method, path, summary, query, body, answer, items, status = 200, once }: Operation): string {
  const needs = doors.find(([kind, at]) => kind === method && at === `/api/v1${path}`)?.[2] ?? 'public';
  const facts = [
    `needs ${needs}`,
    ...(query ? [`query ${Object.keys(query.shape).join(', ')}`] : []),
    ...(body && body !== 'Empty' ? [`body ${link(body)}`] : []),
    `answers ${status}${answer ? ` ${link(answer)}` : ''}`,
    ...(items ? [`each holds ${items.map(link).join(' or ')}`] : []),
    ...(once ? ['takes an Idempotency-Key'] : []),
  ];
  return `<h3><b>${method}</b> <code>/api/v1${escaped(path.replace(/\[(\w+)\]/g, '{$1}'))}</code></h3><p>${escaped(summary)}.<br><small>${facts.join(' · ')}</small></p>`;
}

const link = (name: string) => (name.includes('/') ? name : `<a href="#${name}">${name}</a>`);

const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
