import type { ReactNode } from 'react';
import { type Place, Shell } from '@/components/ui/shell';
import { signOutAction } from '@/lib/auth/actions';
import { guardPage, scriptedHere, visitedOrganisation } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import type { Context } from '@/lib/services/context';
import { countUnread } from '@/lib/services/notifications/list';
import { Going } from './organisation/going';
import { Switcher } from './switcher';

interface Props {
  ctx: Context;
  /** Which of the product's lists this page belongs to. */
  here?: Place;
  aside?: ReactNode;
  children: ReactNode;
}

/** The product's frame with what only the server knows. */
export async function ProductShell({ ctx, here, aside, children }: Props) {
  const { who } = await guardPage('notification.read');
  const [unread, organisation, scripted] = await Promise.all([
    countUnread(ctx, who),
    visitedOrganisation(),
    scriptedHere(),
  ]);
  return (
    <Shell
      here={here}
      aside={aside}
      measures={may(who, 'measures.read')}
      unread={unread}
      organisation={organisation?.name}
      switcher={organisation && <Switcher others={organisation.others} />}
      notice={organisation?.deleteAt && <Going deleteAt={organisation.deleteAt} />}
      scripted={scripted}
      connects={may(who, 'model.change')}
      signOut={signOutAction}
    >
      {children}
    </Shell>
  );
}
