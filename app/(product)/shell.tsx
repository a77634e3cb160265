import type { ReactNode } from 'react';
import { Shell } from '@/components/ui/shell';
import { signOutAction } from '@/lib/auth/actions';
import type { Context } from '@/lib/services/context';

/** The product's frame with what only the server knows. */
export function ProductShell({ ctx, aside, children }: { ctx: Context; aside?: ReactNode; children: ReactNode }) {
  return (
    <Shell aside={aside} scripted={ctx.env.XIO_MODEL === undefined} signOut={signOutAction}>
      {children}
    </Shell>
  );
}
