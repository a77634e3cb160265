'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import styles from './data.module.css';

type Stage = 'idle' | 'preparing' | 'getting' | 'done' | 'failed' | 'cancelled';

const address = '/api/v1/organisation/export';
const everyMs = 200;

/**
 * The complete export, saved piece by piece: into the browser's own files where it has them, so that an archive may be
 * larger than the memory, and handed over once it is whole.
 */
export function ExportAll() {
  const t = useTranslations('data');
  const size = useSize();
  const [stage, setStage] = useState<Stage>('idle');
  const [bytes, setBytes] = useState(0);
  const [trouble, setTrouble] = useState('');
  const stop = useRef<AbortController | null>(null);
  const start = async () => {
    const abort = new AbortController();
    stop.current = abort;
    setStage('preparing');
    setBytes(0);
    setTrouble('');
    try {
      const answer = await fetch(address, { signal: abort.signal });
      if (!answer.ok || !answer.body) {
        const problem: { detail?: string } = await answer.json().catch(() => ({}));
        setTrouble(problem.detail ?? '');
        return setStage('failed');
      }
      setStage('getting');
      let [got, told] = [0, 0];
      const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
        transform(piece, out) {
          got += piece.length;
          if (performance.now() - told > everyMs) {
            told = performance.now();
            setBytes(got);
          }
          out.enqueue(piece);
        },
      });
      const file = await kept(answer.body.pipeThrough(counted), abort.signal);
      setBytes(got);
      hand(file, nameIn(answer.headers.get('content-disposition')));
      setStage('done');
    } catch {
      setStage(abort.signal.aborted ? 'cancelled' : 'failed');
    }
  };
  const runs = stage === 'preparing' || stage === 'getting';
  return (
    <>
      <div className={styles.row}>
        <button type="button" className="button" data-quiet="" disabled={runs} onClick={() => void start()}>
          {t('export.start')}
        </button>
        {runs && (
          <button type="button" className="link" onClick={() => stop.current?.abort()}>
            {t('export.cancel')}
          </button>
        )}
      </div>
      <p
        role={stage === 'failed' ? 'alert' : 'status'}
        className={`${stage === 'failed' ? 'trouble' : 'note'} ${styles.said}`}
      >
        {stage === 'preparing' && t('export.preparing')}
        {stage === 'getting' && t('export.got', { size: size(bytes) })}
        {stage === 'done' && t('export.done', { size: size(bytes) })}
        {stage === 'cancelled' && t('export.cancelled')}
        {stage === 'failed' && (trouble || t('export.failed'))}
      </p>
    </>
  );
}

/** Kilobytes or megabytes in the reader's language. */
function useSize(): (bytes: number) => string {
  const locale = useLocale();
  return (bytes) => {
    const large = bytes >= 1_000_000;
    const value = bytes / (large ? 1_000_000 : 1000);
    return value.toLocaleString(locale, {
      style: 'unit',
      unit: large ? 'megabyte' : 'kilobyte',
      maximumFractionDigits: large ? 1 : 0,
    });
  };
}

/** The stream as a file; what is cut off leaves none. */
async function kept(stream: ReadableStream<Uint8Array<ArrayBuffer>>, signal: AbortSignal): Promise<Blob> {
  const root = await navigator.storage?.getDirectory?.().catch(() => null);
  if (!root) return new Response(stream).blob();
  const name = 'xio-export.zip';
  const entry = await root.getFileHandle(name, { create: true });
  await stream.pipeTo(await entry.createWritable(), { signal });
  return entry.getFile();
}

const nameIn = (header: string | null): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(header ?? '')?.[1] ?? 'xio.zip');

function hand(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
