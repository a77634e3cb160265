import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** The words that the form's browser part needs. */
export async function FormWords({ children }: { children: ReactNode }) {
  const { editor, models } = await getMessages();
  return <NextIntlClientProvider messages={{ editor, models }}>{children}</NextIntlClientProvider>;
}
