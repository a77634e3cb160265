import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words that the editor's browser part needs. */
export async function EditorWords({ children }: { children: ReactNode }) {
  const { editor, council } = await getMessages();
  const { letters, roles, phases } = council;
  return (
    <NextIntlClientProvider messages={{ editor, council: { letters, roles, phases } }}>
      {children}
    </NextIntlClientProvider>
  );
}
