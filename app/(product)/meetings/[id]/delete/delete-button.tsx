import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { DeleteMeeting } from '@/components/data/delete-meeting';
import { may } from '@/lib/auth/permissions';
import type { Member } from '@/lib/services/context';
import { remove } from './actions';

/** The way to delete a meeting, for who may. */
export async function DeleteButton({ who, meetingId }: { who: Member; meetingId: string }) {
  if (!may(who, 'meeting.delete')) return null;
  const { deleted } = (await getMessages()).data;
  return (
    <NextIntlClientProvider messages={{ data: { deleted } }}>
      <DeleteMeeting meetingId={meetingId} remove={remove} />
    </NextIntlClientProvider>
  );
}
