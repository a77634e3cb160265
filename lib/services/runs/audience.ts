import { may } from '@/lib/auth/permissions';
import type { Audience } from '@/lib/council/veil';
import type { Member } from '../context';

/** Who steers sees costs and private notes; who watches does not. */
export const audienceOf = (who: Member): Audience => (may(who, 'run.control') ? 'moderator' : 'member');
