import { NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import { MeetingPeople } from '@/components/people/meeting-people';
import { may } from '@/lib/auth/permissions';
import type { Member } from '@/lib/services/context';
import { findMembers, putPerson, readPeople, removePerson } from './actions';

/** The way to the people of a meeting, on its page and while it is prepared. */
export async function PeopleButton({ who, meetingId }: { who: Member; meetingId: string }) {
  const { people } = await getMessages();
  return (
    <NextIntlClientProvider messages={{ people: { meeting: people.meeting } }}>
      <MeetingPeople
        meetingId={meetingId}
        changes={may(who, 'meeting.people')}
        read={readPeople}
        find={findMembers}
        put={putPerson}
        remove={removePerson}
      />
    </NextIntlClientProvider>
  );
}
