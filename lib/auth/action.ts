import { cookies, headers } from 'next/headers';
import { unstable_rethrow } from 'next/navigation';
import { z } from 'zod';
import type { Language } from '../council/agenda.schema';
import type { Context, Member } from '../services/context';
import { ServiceError } from '../services/errors';
import { issuesOf } from '../services/issues';
import { type Problem, toProblem } from '../services/problem';
import { createLogger } from '../telemetry/log';
import { languageCookie, pickLanguage } from '../words/locale';
import { guardAction } from './guard';
import type { Permission } from './permissions';
import { stayWhileDriving } from './stay';

export type ActionResult<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/**
 * The only way to make a server action: guard, parse, serve. Refusals come back as a problem in the reader's
 * language; `redirect` and `notFound` pass through. A form's fields are read as an object, or its one field `input` as
 * JSON; as the action of React's `useActionState` it comes second.
 */
export function action<S extends z.ZodType, T>(
  permission: Permission,
  schema: S,
  service: (ctx: Context, who: Member, input: z.output<S>) => Promise<T>,
): (input: unknown, sent?: FormData) => Promise<ActionResult<T>> {
  return async (input, sent) => {
    try {
      const form = sent instanceof FormData ? sent : input;
      const value = form instanceof FormData ? fieldsOf(form) : input;
      const { ctx, who } = await guardAction(permission, meetingOf(value));
      const parsed = schema.safeParse(value);
      if (!parsed.success) {
        const issues = issuesOf(parsed.error, value);
        throw new ServiceError('invalid', 'request.invalid', { count: issues.length }, issues);
      }
      const answer = { ok: true as const, value: await service(ctx, who, parsed.data) };
      stayWhileDriving(ctx);
      return answer;
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: toProblem(error, await readerLanguage(), '', createLogger('error')) };
    }
  };
}

export async function readerLanguage(): Promise<Language> {
  return pickLanguage((await cookies()).get(languageCookie)?.value, (await headers()).get('accept-language'));
}

/** Several of one name are a list. Fields that Next adds to a form begin with `$`. */
function fieldsOf(form: FormData): unknown {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$'));
  const { input, ...fields } = Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
  if (typeof input !== 'string') return fields;
  try {
    return JSON.parse(input);
  } catch {
    return input; // what the schema refuses
  }
}

const namedSchema = z.object({ meetingId: z.string() });
const meetingOf = (value: unknown): string | null => namedSchema.safeParse(value).data?.meetingId ?? null;
