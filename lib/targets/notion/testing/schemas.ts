import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type {
  AppendBlockChildrenParameters,
  CreateDatabaseParameters,
  CreatePageParameters,
  DeleteBlockParameters,
  GetBlockParameters,
  GetDatabaseParameters,
  GetDataSourceParameters,
  GetPageParameters,
  GetSelfParameters,
  GetUserParameters,
  ListBlockChildrenParameters,
  ListUsersParameters,
  OauthTokenParameters,
  QueryDataSourceParameters,
  SearchParameters,
  UpdateBlockParameters,
  UpdateDatabaseParameters,
  UpdateDataSourceParameters,
  UpdatePageParameters,
} from '@notionhq/client';
import Ajv, { type ErrorObject } from 'ajv';

/** What a request holds in its path, query and body, by endpoint. */
export interface Requests {
  'users.me': GetSelfParameters;
  'users.list': ListUsersParameters;
  'users.retrieve': GetUserParameters;
  search: SearchParameters;
  'pages.create': CreatePageParameters;
  'pages.retrieve': GetPageParameters;
  'pages.update': UpdatePageParameters;
  'databases.create': CreateDatabaseParameters;
  'databases.retrieve': GetDatabaseParameters;
  'databases.update': UpdateDatabaseParameters;
  'dataSources.retrieve': GetDataSourceParameters;
  'dataSources.update': UpdateDataSourceParameters;
  'dataSources.query': QueryDataSourceParameters;
  'blocks.retrieve': GetBlockParameters;
  'blocks.update': UpdateBlockParameters;
  'blocks.delete': DeleteBlockParameters;
  'blocks.children.list': ListBlockChildrenParameters;
  'blocks.children.append': AppendBlockChildrenParameters;
  'oauth.token': OauthTokenParameters;
}
export type Endpoint = keyof Requests;

/** The client's own types: `<name>Parameters` of the request, `<name>Response` of the answer. */
const typeNames: Record<Endpoint, string> = {
  'users.me': 'GetSelf',
  'users.list': 'ListUsers',
  'users.retrieve': 'GetUser',
  search: 'Search',
  'pages.create': 'CreatePage',
  'pages.retrieve': 'GetPage',
  'pages.update': 'UpdatePage',
  'databases.create': 'CreateDatabase',
  'databases.retrieve': 'GetDatabase',
  'databases.update': 'UpdateDatabase',
  'dataSources.retrieve': 'GetDataSource',
  'dataSources.update': 'UpdateDataSource',
  'dataSources.query': 'QueryDataSource',
  'blocks.retrieve': 'GetBlock',
  'blocks.update': 'UpdateBlock',
  'blocks.delete': 'DeleteBlock',
  'blocks.children.list': 'ListBlockChildren',
  'blocks.children.append': 'AppendBlockChildren',
  'oauth.token': 'OauthToken',
};
export const endpoints = Object.keys(typeNames) as Endpoint[];

const require = createRequire(import.meta.url);
const client = dirname(require.resolve('@notionhq/client'));

/** Generated once for each version of the client: two seconds, kept beside the packages under the hash of its types. */
async function definitions(): Promise<object> {
  const declarations = ['blocks', 'common', 'data-sources', 'databases', 'oauth', 'pages', 'search', 'users'];
  const hash = createHash('sha256').update(JSON.stringify(typeNames));
  for (const name of declarations) hash.update(readFileSync(join(client, 'api-endpoints', `${name}.d.ts`)));
  const folder = join(client, '../../../../.cache/xio');
  const file = join(folder, `notion-schemas-${hash.digest('hex').slice(0, 16)}.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    const { createGenerator } = await import('ts-json-schema-generator');
    const generator = createGenerator({
      path: join(client, 'api-endpoints.d.ts'),
      skipTypeCheck: true,
      expose: 'all',
      jsDoc: 'none',
    });
    const types = Object.values(typeNames).flatMap((name) => [`${name}Parameters`, `${name}Response`]);
    const made = Object.assign({}, ...types.map((type) => generator.createSchema(type).definitions));
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
    renameSync(`${file}.${process.pid}`, file);
    return made;
  }
}

export interface Shapes {
  /** What is wrong with it, or null. */
  wrongRequest(endpoint: Endpoint, value: unknown): string | null;
  wrongAnswer(endpoint: Endpoint, value: unknown): string | null;
}

let compiled: Promise<Shapes> | null = null;

/** Checks against the JSON Schemas of the client's own types, which know no more than what the types say. */
export function loadShapes(): Promise<Shapes> {
  compiled ??= definitions().then((made) => {
    const ajv = new Ajv({ strict: false }).addSchema({ $id: 'notion', definitions: made });
    const wrong = (type: string, part: string, value: unknown) => {
      const check = ajv.getSchema(`notion#/definitions/${type}`);
      if (!check) throw new Error(`the client has no type ${type}`);
      return check(value) ? null : sentence(part, check.errors ?? []);
    };
    return {
      wrongRequest: (endpoint, value) => wrong(`${typeNames[endpoint]}Parameters`, 'body', value),
      wrongAnswer: (endpoint, value) => wrong(`${typeNames[endpoint]}Response`, 'answer', value),
    };
  });
  return compiled;
}

/** The deepest findings: alternatives of a union that were not meant fail higher up. */
function sentence(part: string, errors: ErrorObject[]): string {
  const told = errors.filter((one) => one.keyword !== 'anyOf' && one.keyword !== 'oneOf');
  const depth = (one: ErrorObject) => one.instancePath.split('/').length;
  const deepest = Math.max(...told.map(depth));
  const lines = told
    .filter((one) => depth(one) === deepest)
    .map((one) => `${part}${one.instancePath.replaceAll('/', '.')} ${one.message} ${JSON.stringify(one.params)}`);
  return `${part} failed validation. Fix one: ${[...new Set(lines)].slice(0, 8).join('; ')}`;
}
