import { type Guarded, guardPublic, guardRequest, guardScrape } from '@/lib/auth/guard';
import type { Permission } from '@/lib/auth/permissions';
import { stayWhileDriving } from '@/lib/auth/stay';
import type { Context } from '@/lib/services/context';
import { rateHeaders } from '@/lib/services/limits/take';
import { problemResponse } from '@/lib/services/problem';
import { createLogger, type Logger } from '@/lib/telemetry/log';
import { readBytes } from './input';

interface Route<P> {
  params: Promise<P>;
}
type Handler<P> = ((request: Request, route: Route<P>) => Promise<Response>) & {
  permission: Permission | 'public' | 'internal' | 'share';
};

/** A guarded route handler: every refusal, also of the guard, comes out as problem details. */
export function handle<P>(
  permission: Permission,
  work: (call: Guarded & { request: Request; params: P }) => Promise<Response>,
): Handler<P> {
  let logger: Logger | undefined;
  const handler = async (request: Request, route: Route<P>) => {
    let counted: Record<string, string> = {};
    const tell = (answer: Response) => {
      for (const [name, value] of Object.entries(counted)) answer.headers.set(name, value);
      return answer;
    };
    try {
      const guarded = await guardRequest(request, permission, (taken) => {
        counted = rateHeaders(taken);
      });
      logger = guarded.ctx.logger;
      const answer = await work({ ...guarded, request, params: await route.params });
      if (request.method !== 'GET') stayWhileDriving(guarded.ctx);
      return tell(answer);
    } catch (error) {
      return tell(problemResponse(error, request, logger ?? createLogger('error')));
    }
  };
  return Object.assign(handler, { permission });
}

/** The route handler that Prometheus reads. */
export function handleScrape(work: (ctx: Context) => Promise<Response>): Handler<unknown> {
  return Object.assign(
    handleOpen(async (request) => work(await guardScrape(request))),
    {
      permission: 'metrics.read' as const,
    },
  );
}

/** A route handler that anybody may call, as often as an address may. */
export const handlePublic = (work: (request: Request) => Promise<Response>): Handler<unknown> =>
  handleOpen(async (request) => {
    await guardPublic(request);
    return work(request);
  });

/** A route handler that anybody may call as often as they like: a probe, or one that has a guard of its own. */
export function handleOpen(work: (request: Request) => Promise<Response>): Handler<unknown> {
  const handler = async (request: Request) => {
    try {
      return await work(request);
    } catch (error) {
      return problemResponse(error, request, createLogger('error'));
    }
  };
  return Object.assign(handler, { permission: 'public' as const });
}

/** A route handler for whoever holds a share link, whose token no problem, log or index ever names. */
export function handleGuest(work: (request: Request, token: string) => Promise<Response>): Handler<{ token: string }> {
  const handler = async (request: Request, { params }: Route<{ token: string }>) => {
    try {
      return await work(request, (await params).token);
    } catch (error) {
      const { headers, url } = request;
      return problemResponse(error, { headers, url: new URL('/s/', url).href }, createLogger('error'));
    }
  };
  return Object.assign(handler, { permission: 'share' as const });
}

/** A route handler for this deployment itself, or for its scheduler: `guard` knows which. */
export function handleInternal(
  guard: (request: Request, body: string) => Promise<Context>,
  work: (ctx: Context, body: string) => Promise<Response>,
): Handler<unknown> {
  const handler = handleOpen(async (request) => {
    const body = new TextDecoder().decode(await readBytes(request, 1));
    return work(await guard(request, body), body);
  });
  return Object.assign(handler, { permission: 'internal' as const });
}
