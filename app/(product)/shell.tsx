import type { ReactNode } from 'react';
import { type Place, Shell } from '@/components/ui/shell';
import { signOutAction } from '@/lib/auth/actions';
import type { Context } from '@/lib/services/context';

interface Props {
  ctx: Context;
  /** Which of the product's lists this page belongs to. */
  here?: Place;
  aside?: ReactNode;
  children: ReactNode;
}

/** The product's frame with what only the server knows. */
export function ProductShell({ ctx, here, aside, children }: Props) {
  return (
    <Shell here={here} aside={aside} scripted={ctx.env.XIO_MODEL === undefined} signOut={signOutAction}>
      {children}
    </Shell>
  );
}
