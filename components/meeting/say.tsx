'use client';

import { type KeyboardEvent, type RefObject, useState } from 'react';
import styles from './room.module.css';
import { PersonMark } from './seat-mark';
import type { Send } from './steering';
import type { Words } from './use-words';

interface Props {
  words: Words;
  name: string;
  send: Send;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** A person's word to the council. What was typed stays until the log has it. */
export function Say({ words: { t }, name, send, field }: Props) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  const submit = async () => {
    const said = text.trim();
    if (!said || busy) return;
    setBusy(true);
    const why = await send({ control: 'say', text: said });
    setBusy(false);
    setRefused(why);
    if (why === null) {
      setText('');
      const sheet = document.getElementById('say');
      if (sheet?.matches(':popover-open')) sheet.hidePopover();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape') field.current?.blur();
  };
  return (
    <form
      className={styles.say}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <PersonMark name={name} />
      <div>
        <div className={styles.field}>
          <textarea
            ref={field}
            rows={1}
            maxLength={4000}
            value={text}
            placeholder={t('say.placeholder')}
            aria-label={t('say.label')}
            aria-describedby="say-refused"
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {text.trim() ? (
            <button type="submit" disabled={busy}>
              {t(busy ? 'say.sending' : 'say.send')}
            </button>
          ) : (
            <span className="key" aria-hidden="true">
              {t('keys.say')}
            </span>
          )}
        </div>
        <p id="say-refused" role="status" className="note trouble">
          {refused}
        </p>
      </div>
    </form>
  );
}
