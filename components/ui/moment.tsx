'use client';

import { useEffect, useState } from 'react';

/** The hour on the same day, else the day; the year only where it is another. English has the day first and 24 hours. */
function said(at: Date, now: Date, language: string): string {
  const locale = language === 'en' ? 'en-GB' : language;
  const day = (date: Date) => date.toLocaleDateString(locale);
  if (day(at) === day(now)) return at.toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
  const year = at.getFullYear() === now.getFullYear() ? undefined : ('numeric' as const);
  return at.toLocaleDateString(locale, { day: 'numeric', month: 'short', year });
}

/** A moment on the reader's own clock; the server's clock stands in until the browser has spoken. `at` and `now` are ISO 8601. */
export function Moment({ at, now, locale }: { at: string; now: string; locale: string }) {
  const [text, setText] = useState(() => said(new Date(at), new Date(now), locale));
  useEffect(() => {
    setText(said(new Date(at), new Date(now), locale));
  }, [at, now, locale]);
  return (
    <time dateTime={at} suppressHydrationWarning>
      {text}
    </time>
  );
}
