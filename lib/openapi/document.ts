import { z } from 'zod';
import { doors } from '../auth/doors';
import { type ComponentName, components, type Operation, operations } from './operations';

type Json = Record<string, unknown>;
/** Bodies are described as they are sent. */
const inputs: ReadonlySet<string> = new Set(operations.flatMap(({ body }) => body ?? []));

/** The API as an OpenAPI 3.1 document, from the schemas that check the requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = operation.path.replace(/\[(\w+)\]/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'XIO API',
      version: '1',
      description:
        'Managed councils of experts: meetings, runs, their stream and their decisions. Every refusal is a problem document (RFC 9457).',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { cookie: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'xio_session' },
      },
      schemas: componentSchemas(),
    },
  };
}

/** Every named schema: of a body as it is sent, of an answer as it comes. */
export function componentSchemas(): Json {
  return Object.fromEntries(
    Object.entries(components).map(([name, schema]) => [name, schemaOf(schema, inputs.has(name) ? 'input' : 'output')]),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}

function describe(operation: Operation): Json {
  const { method, path, summary, body, answer, items, headers, status = 200 } = operation;
  const needs = doors.find(([kind, at]) => kind === method && at === `/api/v1${path}`)?.[2] ?? 'public';
  return {
    operationId:
      `${method.toLowerCase()}${path.replace(/[^a-z]+(\w)/g, (_, first: string) => first.toUpperCase())}`.replace(
        /\W/g,
        '',
      ),
    summary,
    'x-permission': needs,
    ...(needs === 'public' ? { security: [] } : {}),
    parameters: parametersOf(operation),
    ...(body ? { requestBody: { required: body !== 'Empty', content: content(body) } } : {}),
    responses: {
      [status]: {
        description: 'Done',
        ...(headers ? { headers: described(headers) } : {}),
        ...(answer ? { content: content(answer, items) } : {}),
      },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: reference('Problem') } } },
    },
  };
}

const reference = (name: ComponentName) => ({ $ref: `#/components/schemas/${name}` });

function content(answer: NonNullable<Operation['answer']>, items: readonly ComponentName[] = []): Json {
  if (isComponent(answer)) return { 'application/json': { schema: reference(answer) } };
  const held = items.length > 0 ? { 'x-items': { oneOf: items.map(reference) } } : {};
  return { [answer]: { schema: { type: 'string', ...held } } };
}

const described = (headers: Readonly<Record<string, string>>): Json =>
  Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
  );

const isComponent = (name: string): name is ComponentName => name in components;

function parametersOf({ path, query, once }: Operation): Json[] {
  const inPath = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const properties = query ? schemaOf(query, 'output').properties : {};
  const inQuery = Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema,
  }));
  const inHeader = once
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          schema: { type: 'string', maxLength: 200 },
          description: 'A repetition with the same key gets the first answer.',
        },
      ]
    : [];
  return [...inPath, ...inQuery, ...inHeader];
}
