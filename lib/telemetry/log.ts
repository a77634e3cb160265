import { type Logger as Pino, pino } from 'pino';
import { describe, hidePasswords } from './describe';
import { subjectHere } from './trace';

export type Logger = Pino;

const secrets = [
  'password',
  'token',
  'secret',
  'apiKey',
  'api_key',
  'authorization',
  'cookie',
  'set-cookie',
  'DATABASE_URL',
  'SMTP_URL',
];

/** Fields of our own go under `labels`, where ECS keeps them; errors go by one name. */
function inPlace({ err, ...fields }: Record<string, unknown>): Record<string, unknown> {
  const labels: Record<string, unknown> = {};
  const rest: Record<string, unknown> = err === undefined ? {} : { error: err };
  for (const [key, value] of Object.entries(fields))
    (key.includes('.') || Object(value) === value ? rest : labels)[key] = value;
  return Object.keys(labels).length > 0 ? { ...rest, labels } : rest;
}

/** What is being worked on, and the span that is open. */
function surroundings(): Record<string, unknown> {
  const { 'xio.run': run, 'xio.meeting': meeting, 'xio.seat': seat } = subjectHere();
  const ids = globalThis.xioTracing?.ids();
  return {
    ...(run ? { run } : {}),
    ...(meeting ? { meeting } : {}),
    ...(seat ? { seat } : {}),
    ...(ids ? { 'trace.id': ids.trace, 'span.id': ids.span } : {}),
  };
}

/**
 * One JSON object a line on standard output, with ECS field names. Fields that hold keys, tokens, cookies or
 * passwords are blanked at the top and one level down.
 */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: { 'ecs.version': '8.11.0', 'service.name': 'xio', 'process.pid': process.pid },
      mixin: surroundings,
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ 'log.level': label }), log: inPlace },
      serializers: { error: describe },
      redact: {
        paths: secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.headers["${name}"]`]),
        censor: '***',
      },
      hooks: {
        logMethod(args, method) {
          if (typeof args[0] === 'string') args[0] = hidePasswords(args[0]);
          else if (typeof args[1] === 'string') args[1] = hidePasswords(args[1]);
          method.apply(this, args);
        },
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}
