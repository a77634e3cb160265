import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Lab } from './lab';

const megabyte = 1024 * 1024;

/** Resident memory of a process, MB. Linux only. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

/** The process that listens on the port of `url`. Linux only. */
export function listenerOf(url: string): number {
  const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0');
  const sockets = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const inode = sockets.find((one) => one[1]?.endsWith(`:${port}`) && one[3] === '0A')?.[9];
  const holds = (pid: string) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
    } catch {
      return false; // it has ended, or is somebody else's
    }
  };
  const pid = readdirSync('/proc').find((name) => /^\d+$/.test(name) && holds(name));
  if (!pid) throw new Error(`Nobody listens at ${url}`);
  return Number(pid);
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // closed meanwhile
  }
}

const targetsSchema = z.array(z.looseObject({ webSocketDebuggerUrl: z.string() })).min(1);
const evaluatedSchema = z.object({ result: z.object({ value: z.string() }) });
const usageSchema = z.object({ heapUsed: z.number(), external: z.number() });
const replySchema = z.looseObject({ id: z.number().optional(), result: z.unknown() });

export interface Inspector {
  call(method: string, params?: object): Promise<unknown>;
  /** What is alive after a full collection, on and off the heap, MB. */
  aliveMb(): Promise<number>;
  close(): void;
}

/** Opens the inspector of the lab's server, on the loopback. */
export async function inspect(lab: Lab, pid: number): Promise<Inspector> {
  process.kill(pid, 'SIGUSR1');
  let found: z.infer<typeof targetsSchema> | null = null;
  for (let tries = 0; !found; tries++) {
    if (tries > 100) throw new Error('The server opens no inspector');
    await wait(50);
    const answer = await fetch(`http://127.0.0.1:${lab.inspectorPort}/json`).catch(() => null);
    if (answer) found = targetsSchema.parse(await answer.json());
  }
  const socket = new WebSocket(found[0]?.webSocketDebuggerUrl ?? '');
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map<number, (result: unknown) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = replySchema.parse(JSON.parse(String(data)));
    if (id !== undefined) waiting.get(id)?.(result);
  });
  let last = 0;
  const call = (method: string, params: object = {}) =>
    new Promise<unknown>((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      socket.send(JSON.stringify({ id: last, method, params }));
    });
  return {
    call,
    async aliveMb() {
      await call('HeapProfiler.collectGarbage');
      const expression = 'JSON.stringify(process.memoryUsage())';
      const { result } = evaluatedSchema.parse(await call('Runtime.evaluate', { expression }));
      const { heapUsed, external } = usageSchema.parse(JSON.parse(result.value));
      return (heapUsed + external) / megabyte;
    },
    close: () => socket.close(),
  };
}
