'use client';

import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import { Notice } from './notice';
import styles from './room.module.css';
import { type To, useDraft } from './say-draft';
import { PersonMark } from './seat-mark';
import { offered, type Send, type Wish } from './steering';
import { useCommands } from './use-commands';
import { hideSheet } from './use-steering';
import type { Words } from './use-words';

/** Characters that the log takes, and from where on they are counted before the writer's eyes. */
const longest = 4000;
const counted = 3500;

export interface SayHandle {
  /** Gives the field the focus, and names whom it speaks to where one is meant. */
  open(seat?: string): void;
}
interface Props {
  state: RunState;
  words: Words;
  me: { userId: string; name: string };
  send: Send;
  /** False for who may only remark: the seats do not hear them. */
  steers: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  handle: RefObject<SayHandle | null>;
}

/** A person's word to the council, to one seat, or beside it. What was typed stays until the log has it. */
export function Say({ state, words, me, send, steers, field, handle }: Props) {
  const { t } = words;
  const [draft, setDraft] = useDraft(state.runId, steers ? 'council' : 'remark');
  const { ask, sending: sent, notice } = useCommands({ state, words, me, send });
  const sending = sent.length > 0;
  const [long, setLong] = useState(false);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  const experts = words.faces.filter((one) => one.role === 'expert');
  const to = allowed(
    draft.to,
    steers,
    experts.map((one) => one.id),
  );
  const text = draft.text.trim();
  useLift();
  useImperativeHandle(handle, () => ({
    open: (seat) => {
      if (seat !== undefined) setDraft({ ...draft, to: `seat:${seat}` });
      field.current?.focus();
    },
  }));

  const submit = async () => {
    if (!text || sending) return;
    setLong(text.length > longest);
    if (text.length > longest || (await ask(wishOf(text, to))) !== null) return;
    // What was typed while it was on its way stays.
    const { text: now, to: next } = latest.current;
    const rest = now.startsWith(draft.text) ? now.slice(draft.text.length) : now;
    setDraft({ text: rest, to: rest === '' ? to : next });
    if (rest === '') hideSheet('say');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void submit();
    }
    if (event.key === 'Escape') field.current?.blur();
  };
  const over = text.length - longest;
  const refusal =
    long && over > 0 ? { text: t('say.too_long', { length: text.length, longest }), again: null } : notice;
  return (
    <form
      method="post"
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PersonMark name={me.name} />
      <div>
        <div className={styles.field}>
          {steers && (
            <select
              aria-label={t('say.to')}
              value={to}
              onChange={(event) =>
                setDraft({
                  ...draft,
                  to: allowed(
                    event.target.value,
                    steers,
                    experts.map((one) => one.id),
                  ),
                })
              }
            >
              <option value="council">{t('say.council')}</option>
              {experts.map((one) => (
                <option key={one.id} value={`seat:${one.id}`} disabled={!offered(state, 'handoff')}>
                  {one.name}
                </option>
              ))}
              <option value="remark">{t('say.remark')}</option>
              <option value="note">{t('say.note')}</option>
            </select>
          )}
          <textarea
            ref={field}
            rows={1}
            value={draft.text}
            placeholder={t(to === 'remark' || to === 'note' ? `say.${to}_placeholder` : 'say.placeholder')}
            aria-label={t(to === 'remark' || to === 'note' ? `say.${to}_label` : 'say.label')}
            aria-invalid={over > 0}
            aria-describedby="say-count"
            onChange={(event) => setDraft({ text: event.target.value, to })}
            onKeyDown={onKeyDown}
          />
          {text ? (
            <button type="submit" disabled={sending}>
              {t(sending ? 'say.sending' : 'say.send')}
            </button>
          ) : (
            steers && (
              <span className="key" aria-hidden="true">
                {t('keys.say')}
              </span>
            )
          )}
        </div>
        <p id="say-count" className={over > 0 ? 'note trouble' : 'note'}>
          {text.length > counted && t('say.count', { length: text.length, longest })}
        </p>
        <Notice notice={refusal} words={words} />
      </div>
    </form>
  );
}

/** Whom the words go to, as far as the writer may choose it. */
function allowed(to: string, steers: boolean, experts: string[]): To {
  if (!steers || to === 'remark') return 'remark';
  const seat = experts.find((id) => to === `seat:${id}`);
  if (seat !== undefined) return `seat:${seat}`;
  return to === 'note' ? 'note' : 'council';
}

function wishOf(text: string, to: To): Wish {
  if (to === 'remark' || to === 'note') return { remark: text, private: to === 'note' };
  return to === 'council' ? { control: 'say', text } : { control: 'say', text, seat: to.slice('seat:'.length) };
}

/** Lifts the phone's sheet above a keyboard that covers the page instead of making it smaller. */
function useLift() {
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const lift = () => {
      const covered = view.scale === 1 ? Math.max(0, innerHeight - view.height - view.offsetTop) : 0;
      document.documentElement.style.setProperty('--keyboard', `${Math.round(covered)}px`);
    };
    view.addEventListener('resize', lift);
    view.addEventListener('scroll', lift);
    return () => {
      view.removeEventListener('resize', lift);
      view.removeEventListener('scroll', lift);
    };
  }, []);
}
