'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import type { TaskChanges } from '@/lib/council/changes.schema';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { Field } from '../new/field';
import type { Refusal } from './answer';
import styles from './decide.module.css';

export type EditableTask = Pick<
  ActionItem,
  'id' | 'version' | 'title' | 'owner' | 'owner_ref' | 'due' | 'acceptance' | 'priority' | 'note' | 'status' | 'origin'
>;
export interface Owner {
  kind: 'member' | 'seat';
  id: string;
  name: string;
  title: string | null;
}

interface Props {
  /** Null: a new one. */
  task: EditableTask | null;
  owners: Owner[];
  refused: Refusal | null;
  busy: boolean;
  onSave: (changes: TaskChanges) => void;
  onLeave: () => void;
}

/** The fields of one task. */
export function TaskForm({ task, owners, refused, busy, onSave, onLeave }: Props) {
  const t = useTranslations('decide');
  const ref = task?.owner_ref ? `${task.owner_ref.kind}:${task.owner_ref.id}` : '';
  const [fields, setFields] = useState({
    title: task?.title ?? '',
    owner: ref,
    due: task?.due ?? '',
    acceptance: task?.acceptance ?? '',
    priority: task?.priority ?? ('medium' as const),
    note: task?.note ?? '',
  });
  const own = (name: keyof typeof fields) => ({
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form inside a dialog of a page with forms of its own.
    event.stopPropagation();
    const owner = owners.find((one) => `${one.kind}:${one.id}` === fields.owner);
    onSave({
      ...(fields.title !== task?.title && { title: fields.title }),
      ...(fields.owner !== ref && { owner: owner ? { kind: owner.kind, id: owner.id } : null }),
      ...(fields.due !== (task?.due ?? '') && { due: fields.due || null }),
      ...(fields.acceptance !== (task?.acceptance ?? '') && { acceptance: fields.acceptance }),
      ...(fields.priority !== task?.priority && { priority: fields.priority }),
      ...(fields.note !== (task?.note ?? '') && { note: fields.note.trim() || null }),
    });
  };
  const errors = refused?.errors ?? {};
  const { newerTask } = refused ?? {};
  return (
    <form method="post" onSubmit={submit} noValidate className={styles.form}>
      <Field name="title" label={t('task.title')} hint={t('task.title_hint')} errors={errors}>
        {(props) => <textarea {...props} {...own('title')} className="field" rows={1} />}
      </Field>
      <div className={styles.columns}>
        <Field name="owner" label={t('task.owner')} errors={errors}>
          {(props) => (
            <select {...props} {...own('owner')} className="field">
              <option value="">{task?.owner && ref === '' ? task.owner : t('task.nobody')}</option>
              {(['member', 'seat'] as const).map((kind) => (
                <optgroup key={kind} label={t(`task.${kind}s`)}>
                  {owners
                    .filter((one) => one.kind === kind)
                    .map((one) => (
                      <option key={one.id} value={`${kind}:${one.id}`}>
                        {one.title ? `${one.name}, ${one.title}` : one.name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <Field name="due" label={t('task.due')} errors={errors}>
          {(props) => <input {...props} {...own('due')} type="date" className="field" />}
        </Field>
        <Field name="priority" label={t('task.priority')} errors={errors}>
          {(props) => (
            <select {...props} {...own('priority')} className="field">
              {(['high', 'medium', 'low'] as const).map((one) => (
                <option key={one} value={one}>
                  {t(`task.priorities.${one}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Field name="acceptance" label={t('task.acceptance')} errors={errors}>
        {(props) => <textarea {...props} {...own('acceptance')} className="field" rows={1} />}
      </Field>
      <Field name="note" label={t('task.note')} errors={errors}>
        {(props) => <textarea {...props} {...own('note')} className="field" rows={1} />}
      </Field>
      {newerTask && (
        <p className={styles.behalf}>
          {t('task.newer', {
            title: newerTask.title,
            owner: newerTask.owner ?? t('task.nobody'),
            due: newerTask.due ?? '–',
          })}
        </p>
      )}
      <div className={styles.end}>
        <p role="alert" className="trouble">
          {refused?.detail}
        </p>
        <button type="submit" className="button" disabled={busy}>
          {t(busy ? 'task.saving' : newerTask ? 'task.save_mine' : task ? 'task.save' : 'task.add')}
        </button>
        <button type="button" className="button" data-quiet="" onClick={onLeave} disabled={busy}>
          {t('task.leave')}
        </button>
      </div>
    </form>
  );
}
