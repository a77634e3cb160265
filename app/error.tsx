'use client';

import { useEffect, useState } from 'react';

// An error page must not depend on what may have failed, the words' files included.
const words = {
  en: {
    title: 'Something went wrong on our side',
    text: 'Nothing that was saved is lost. Try again; if it stays, tell your administrator the number',
    again: 'Try again',
    scripted: 'Scripted experts',
  },
  ru: {
    title: 'Сбой на нашей стороне',
    text: 'Сохранённое не потеряно. Повторите; если не поможет, сообщите администратору номер',
    again: 'Повторить',
    scripted: 'Эксперты по сценарию',
  },
} as const;

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const [language, setLanguage] = useState<keyof typeof words>('en');
  const [scripted, setScripted] = useState(false);
  useEffect(() => {
    const { lang, dataset } = document.documentElement;
    setLanguage(lang === 'ru' ? 'ru' : 'en');
    setScripted(dataset.scripted !== undefined);
  }, []);
  const t = words[language];
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center gap-4 px-6 py-16">
      {/* A whole new page load: the router may be what failed. */}
      <a className="brand" href="/">
        XIO
      </a>
      <h1 className="font-serif text-[1.625rem] leading-8 font-[560]">{t.title}</h1>
      <p className="text-ink-2">
        {t.text} {error.digest ?? '–'}.
      </p>
      <p>
        <button type="button" className="button" onClick={reset}>
          {t.again}
        </button>
      </p>
      {scripted && <p className="note">{t.scripted}</p>}
    </main>
  );
}
