import { type Logger as Pino, pino } from 'pino';

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

/** `scheme://user:password@host` without its password, wherever it stands in a text. */
export function hidePasswords(text: string): string {
  return text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s@/]*@/gi, '$1:***@');
}

/** An error for the log, in the field names of ECS; passwords in addresses are hidden. */
function describe(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return { type: error.name, message: hidePasswords(error.message), stack_trace: hidePasswords(error.stack ?? '') };
}

/**
 * One JSON object a line on standard output, with ECS field names. Fields that hold keys, tokens, cookies or
 * passwords are blanked at the top and one level down.
 */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  return pino(
    {
      level,
      base: { 'service.name': 'xio', 'process.pid': process.pid },
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"@timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ 'log.level': label }) },
      serializers: { error: describe, err: describe },
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
