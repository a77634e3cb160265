import { useEffect, useState } from 'react';
import type { Reason } from '@/lib/council/events';
import type { Transcript } from '@/lib/minutes/transcript';

/** What stands in a transcript, found in the browser before anything is sent. */
export interface Seen {
  title: string | null;
  language: Transcript['language'];
  turns: number;
  /** Whoever says most comes first. */
  speakers: { name: string; turns: number }[];
  /** Members whose name a speaker has. */
  members: Record<string, string>;
  notes: Reason[];
  refused?: Reason;
}

const waitMs = 300;

/** Looks through a transcript as it is chosen or typed; null until then. Its reader is loaded only when there is one. */
export function useLook(source: File | string | null, members: readonly { id: string; name: string }[]): Seen | null {
  const [seen, setSeen] = useState<{ source: File | string; seen: Seen } | null>(null);
  useEffect(() => {
    if (source === null) return;
    let left = false;
    const timer = setTimeout(
      async () => {
        const found = await look(source, members);
        if (!left) setSeen({ source, seen: found });
      },
      typeof source === 'string' ? waitMs : 0,
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [source, members]);
  return source !== null && seen?.source === source ? seen.seen : null;
}

async function look(source: File | string, members: readonly { id: string; name: string }[]): Promise<Seen> {
  const { readTranscript, refusedBySize } = await import('@/lib/minutes/read-transcript');
  const read =
    typeof source === 'string'
      ? readTranscript(source)
      : (refusedBySize(source.size) ??
        readTranscript(new Uint8Array(await source.arrayBuffer()), { fileName: source.name }));
  if ('refused' in read)
    return { title: null, language: 'en', turns: 0, speakers: [], members: {}, notes: [], refused: read.refused };
  const { title, language, turns, notes } = read.transcript;
  const count = new Map<string, number>();
  for (const { speaker } of turns) if (speaker !== null) count.set(speaker, (count.get(speaker) ?? 0) + 1);
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  return {
    title,
    language,
    turns: turns.length,
    speakers: [...count].map(([name, said]) => ({ name, turns: said })).sort((a, b) => b.turns - a.turns),
    members: Object.fromEntries(
      [...count.keys()].flatMap((name) => {
        const found = members.find((one) => same(one.name, name));
        return found ? [[name, found.id]] : [];
      }),
    ),
    notes,
  };
}
