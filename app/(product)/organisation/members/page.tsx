import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { InvitationRow } from '@/components/people/invitation-row';
import { InviteForm } from '@/components/people/invite-form';
import { MemberRow } from '@/components/people/member-row';
import styles from '@/components/people/people.module.css';
import { roles } from '@/components/people/roles';
import { guardPage } from '@/lib/auth/guard';
import { may } from '@/lib/auth/permissions';
import { listInvitations } from '@/lib/services/invitations/list';
import { listMembers } from '@/lib/services/members/list';
import { ProductShell } from '../../shell';
import { Sections } from '../sections';
import { inviteAgain, inviteSomebody, saveMember, takeBack, takeOut } from './actions';

type Query = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata() {
  return { title: (await getTranslations('people'))('title') };
}

export default async function Members({ searchParams }: { searchParams: Query }) {
  const { ctx, who } = await guardPage('member.read');
  const { q, role: wanted, cursor } = await searchParams;
  const t = await getTranslations('people');
  const { people } = await getMessages();
  const search = (typeof q === 'string' ? q : '').trim().slice(0, 200);
  const role = roles.find((one) => one === wanted);
  const administers = may(who, 'member.change');
  const [list, invitations] = await Promise.all([
    listMembers(ctx, who, {
      ...(search ? { search } : {}),
      ...(role ? { role } : {}),
      ...(typeof cursor === 'string' && cursor ? { cursor } : {}),
    }),
    administers ? listInvitations(ctx, who, { state: 'open' }) : null,
  ]);
  const expired = administers ? await listInvitations(ctx, who, { state: 'expired' }) : null;
  const waiting = [...(invitations?.invitations ?? []), ...(expired?.invitations ?? [])];
  const now = new Date(ctx.clock.now()).toISOString();
  const me = { id: who.userId, role: who.role };
  const gives = roles.filter((one) => one !== 'owner' || who.role === 'owner');
  const next = new URLSearchParams({
    ...(search ? { q: search } : {}),
    ...(role ? { role } : {}),
    ...(list.nextCursor ? { cursor: list.nextCursor } : {}),
  });
  return (
    <ProductShell ctx={ctx} here="organisation">
      <NextIntlClientProvider messages={{ people }}>
        <div className={styles.page}>
          <Sections who={who} here="members" />
          <h1>{t('title')}</h1>
          <p className={styles.about}>{t(administers ? 'about' : 'who_changes')}</p>
          {administers && <InviteForm gives={gives} mails={ctx.mailer !== null} invite={inviteSomebody} />}
          {waiting.length > 0 && (
            <section className={styles.part}>
              <h2>{t('invited')}</h2>
              <ul className={styles.rows}>
                {waiting.map((one) => (
                  <InvitationRow
                    key={one.id}
                    invitation={one}
                    why={one.role === 'owner' && who.role !== 'owner' ? t('owners_only') : null}
                    now={now}
                    again={inviteAgain}
                    takeBack={takeBack}
                  />
                ))}
              </ul>
            </section>
          )}
          <section className={styles.part}>
            <h2>{t('members', { count: list.count })}</h2>
            {administers && <p className={styles.about}>{t('suspend_note')}</p>}
            <search>
              <form className={styles.line}>
                <label>
                  {t('find')}
                  <input className="field" type="search" name="q" defaultValue={search} autoComplete="off" />
                </label>
                <label>
                  {t('role')}
                  <select className="field" name="role" defaultValue={role ?? ''}>
                    <option value="">{t('all')}</option>
                    {roles.map((one) => (
                      <option key={one} value={one}>
                        {t(`roles.${one}`)}
                      </option>
                    ))}
                  </select>
                </label>
                <button type="submit" className="button" data-quiet="">
                  {t('search')}
                </button>
              </form>
            </search>
            {list.members.length === 0 && (
              <p className={styles.more}>
                {t('nobody')}{' '}
                <Link className="link" href="/organisation/members">
                  {t('show_all')}
                </Link>
              </p>
            )}
            <ul className={`${styles.rows} ${styles.members}`}>
              {list.members.map((member) => (
                <MemberRow
                  key={member.id}
                  member={member}
                  me={me}
                  administers={administers}
                  now={now}
                  save={saveMember}
                  takeOut={takeOut}
                />
              ))}
            </ul>
            {list.nextCursor && (
              <p className={styles.more}>
                <Link className="button" data-quiet="" href={`/organisation/members?${next}`}>
                  {t('next')}
                </Link>
              </p>
            )}
          </section>
        </div>
      </NextIntlClientProvider>
    </ProductShell>
  );
}
