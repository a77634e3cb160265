'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { TaskChanges } from '@/lib/council/changes.schema';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { type Ask, ask, type Refusal } from './answer';
import styles from './decide.module.css';
import { type EditableTask, type Owner, TaskForm } from './task-form';

interface Where {
  meetingId: string;
  runId: string;
}

/** Sends a change; the page shows the newer record once it is there. */
function useSend(action: Ask) {
  const t = useTranslations('decide');
  const router = useRouter();
  const [sending, setSending] = useState(false);
  const [fresh, refresh] = useTransition();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const send = async (input: object) => {
    setSending(true);
    const answer = await ask(action, { ...input, commandId: crypto.randomUUID() }, t('network'));
    setSending(false);
    setRefused(answer);
    if (answer === null || answer.newerTask) refresh(() => router.refresh());
    return answer === null;
  };
  return { send, busy: sending || fresh, refused, forget: () => setRefused(null) };
}

/** The task that was changed last: its row may be drawn anew elsewhere, and focus goes there with it. */
let changed: string | null = null;

/** What can be done with one task. */
export function TaskButtons({
  where,
  task,
  owners,
  change,
}: {
  where: Where;
  task: EditableTask;
  owners: Owner[];
  change: Ask;
}) {
  const t = useTranslations('decide');
  const [open, setOpen] = useState(false);
  const { send, busy, refused, forget } = useSend(change);
  const box = useRef<HTMLDivElement>(null);
  const save = async (changes: TaskChanges) => {
    const version = refused?.newerTask?.version ?? task.version;
    const saved = await send({ ...where, task: task.id, input: { version, changes } });
    if (saved) changed = task.id;
    return saved;
  };
  useEffect(() => {
    if (busy || changed !== task.id) return;
    changed = null;
    box.current?.querySelector('button')?.focus({ preventScroll: true });
  });
  const to = (status: 'confirmed' | 'dropped' | 'proposed' | 'done') => (
    <button
      type="button"
      className="link"
      data-to={status}
      disabled={busy}
      aria-label={t(`task.to_of.${status}`, { title: task.title })}
      onClick={() => save({ status })}
    >
      {t(`task.to.${status}`)}
    </button>
  );
  return (
    <div ref={box} className={styles.buttons}>
      {task.status === 'proposed' && to('confirmed')}
      {task.status === 'confirmed' && to('done')}
      {task.status !== 'dropped' && (
        <button
          type="button"
          className="link"
          disabled={busy}
          aria-label={t('task.edit_of', { title: task.title })}
          onClick={() => {
            forget();
            setOpen(true);
          }}
        >
          {t('task.edit')}
        </button>
      )}
      {task.status === 'dropped' || task.status === 'done' ? to('proposed') : to('dropped')}
      <span role="alert" className="trouble">
        {!open && refused?.detail}
      </span>
      <Dialog typed wide open={open} onClose={() => busy || setOpen(false)} title={t('task.edit_title')}>
        <TaskForm
          task={task}
          owners={owners}
          refused={refused}
          busy={busy}
          onSave={async (changes) => (await save(changes)) && setOpen(false)}
          onLeave={() => setOpen(false)}
        />
      </Dialog>
    </div>
  );
}

/** A task that nobody said, by a person. */
export function AddTask({ where, owners, add }: { where: Where; owners: Owner[]; add: Ask }) {
  const t = useTranslations('decide');
  const [open, setOpen] = useState(false);
  const { send, busy, refused, forget } = useSend(add);
  return (
    <>
      <button
        type="button"
        className={`link ${styles.add}`}
        onClick={() => {
          forget();
          setOpen(true);
        }}
      >
        <Icon name="plus" size={14} /> {t('task.add_one')}
      </button>
      <Dialog typed wide open={open} onClose={() => busy || setOpen(false)} title={t('task.add_title')}>
        <TaskForm
          task={null}
          owners={owners}
          refused={refused}
          busy={busy}
          onSave={async (task) => (await send({ ...where, input: { task } })) && setOpen(false)}
          onLeave={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}
