import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

interface Props {
  /** Also those of the import. */
  importing?: boolean;
  children: ReactNode;
}

/** The words that the editor's browser part needs. */
export async function EditorWords({ importing = false, children }: Props) {
  const { editor, council, teams } = await getMessages();
  const { letters, roles, phases } = council;
  const words = { editor, council: { letters, roles, phases }, ...(importing ? { teams } : {}) };
  return <NextIntlClientProvider messages={words}>{children}</NextIntlClientProvider>;
}
