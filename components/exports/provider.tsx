'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Reason } from '@/lib/council/events';
import type { ExportRecord } from '@/lib/council/run';
import { createExportStore } from '@/lib/wire/export-store';
import type { Connection } from '@/lib/wire/line';
import type { Send } from '../ui/send';
import { placeIn } from './standing';
import { type Gone, gatherWays, type Known, tidingsOf, type Versions, type Way } from './ways';

/** What the reader can ask for; each says what it is about. */
export interface Deeds {
  make: Send;
  retry: Send;
  cancel: Send;
  /** Reasons why some could not be read. */
  read: Send<{ failed: Reason[] }>;
}

interface Given {
  where: { meetingId: string; runId: string };
  /** As the server drew it. */
  drawn: { head: number; exports: ExportRecord[] };
  reader: string;
  ways: readonly Way[];
  known: Readonly<Record<string, Known>>;
  versions: Versions;
  /** Null for who may only read. */
  deeds: Deeds | null;
  /** Whether the reader may mend an integration. */
  mends: boolean;
  /** The server's clock, ISO 8601. */
  now: string;
}

export interface Exports extends Omit<Given, 'drawn' | 'ways' | 'deeds'> {
  exports: readonly ExportRecord[];
  ways: Gone[];
  connection: Connection;
  deeds: Deeds | null;
}

const Shared = createContext<Exports | null>(null);

/** Exports of the record on this page; null where there are none to show. */
export const useExports = () => use(Shared);

/** What became of the exports, from the log: as the server drew it, then as the stream goes on. */
export function ExportsProvider({ drawn, children, ...given }: Given & { children: ReactNode }) {
  const { where, reader, ways, known } = given;
  const router = useRouter();
  const [store] = useState(() =>
    createExportStore({
      ...drawn,
      streamUrl: `/api/v1/meetings/${where.meetingId}/stream?runId=${where.runId}`,
      reader,
      refresh: () => router.refresh(),
    }),
  );
  useEffect(() => store.start(), [store]);
  useEffect(() => store.adopt(drawn), [store, drawn]);
  const { exports, connection } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  const gathered = useMemo(() => gatherWays(exports, ways, known), [exports, ways, known]);
  const deeds = useMemo(() => given.deeds && looking(given.deeds, store.look), [given.deeds, store]);
  return (
    <Shared value={{ ...given, deeds, exports, connection, ways: gathered }}>
      {children}
      <Told ways={gathered} />
    </Shared>
  );
}

/** Each deed is followed by a look at what became of it, also one that was refused. */
function looking(deeds: Deeds, look: () => void): Deeds {
  const then =
    <T,>(deed: Send<T>): Send<T> =>
    async (input) => {
      const answer = await deed(input);
      look();
      return answer;
    };
  return { make: then(deeds.make), retry: then(deeds.retry), cancel: then(deeds.cancel), read: then(deeds.read) };
}

/** Tells a screen reader when an export begins and how it ends. */
function Told({ ways }: { ways: Gone[] }) {
  const t = useTranslations('exports');
  const before = useRef(ways);
  const [text, setText] = useState('');
  useEffect(() => {
    const told = ways.flatMap((way) => {
      const one = tidingsOf(
        before.current.find(({ id }) => id === way.id),
        way,
      );
      return one ? t(`told.${one.key}`, { place: placeIn(t, way), count: one.count }) : [];
    });
    before.current = ways;
    if (told.length > 0) setText(told.join(' '));
  }, [ways, t]);
  return (
    <p className="sr-only" aria-live="polite">
      {text}
    </p>
  );
}
