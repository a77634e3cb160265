import { getFormatter, getTranslations } from 'next-intl/server';
import { Act } from '@/components/ui/act';
import { may } from '@/lib/auth/permissions';
import type { Member } from '@/lib/services/context';
import type { Meeting } from '@/lib/services/meetings/schemas';
import { setHold } from './actions';

/** Whether a meeting is on legal hold, and the way to put it there, for who may. */
export async function HoldButton({ who, meeting }: { who: Member; meeting: Pick<Meeting, 'id' | 'heldAt'> }) {
  if (!may(who, 'meeting.hold')) return null;
  const { id, heldAt } = meeting;
  const [t, format] = await Promise.all([getTranslations('data.hold'), getFormatter()]);
  const label = t(heldAt ? 'meeting_end' : 'meeting_begin');
  return (
    <>
      <Act
        key={heldAt}
        act={setHold}
        input={{ meetingId: id, held: heldAt === null }}
        label={label}
        busy={label}
        link
      />
      {heldAt && (
        <p className="note w-full">
          {t('meeting_on', { date: format.dateTime(new Date(heldAt), { dateStyle: 'long' }) })}
        </p>
      )}
    </>
  );
}
