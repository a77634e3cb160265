import { may } from '@/lib/auth/permissions';
import { plainSight, type Sight } from '@/lib/council/sight';
import type { Audience } from '@/lib/council/veil';
import { readerOf } from '@/lib/wire/reader';
import type { Member } from '../context';

/** Who steers sees costs and private notes; who watches does not. */
export const audienceOf = (who: Member): Audience => (may(who, 'run.control') ? 'moderator' : 'member');

/** Who reads a run: a member, or whoever holds a share link. */
export interface Reader {
  orgId: string;
  /** Whose streams count together: a member's id, or that of the link. */
  userId: string;
  /** As the answer names them to its page. */
  name: string;
  sight: Sight;
}

export const memberReads = (who: Member): Reader => ({
  orgId: who.orgId,
  userId: who.userId,
  name: readerOf(who),
  sight: plainSight(audienceOf(who)),
});
