import { getTranslations } from 'next-intl/server';
import { OwnerForm } from '@/components/ui/owner-form';
import { readOwnerLinkAction, useOwnerLinkAction } from '@/lib/auth/actions';
import { SignInFrame } from '../frame';

export async function generateMetadata() {
  return { title: (await getTranslations('sign_in'))('owner_title'), referrer: 'no-referrer' };
}

export default async function OwnerLinkPage() {
  const t = await getTranslations('sign_in');
  return (
    <SignInFrame title={t('owner_title')}>
      <OwnerForm
        read={readOwnerLinkAction}
        use={useOwnerLinkAction}
        words={{
          found: t('owner_found'),
          found_about: t('owner_found_about'),
          enter: t.raw('owner_enter'),
          enter_about: t('owner_enter_about'),
          as: t('owner_as'),
          organisation: t('organisation'),
          name: t('name'),
          email: t('own_email'),
          none: t('owner_none'),
          going: t('going'),
        }}
      />
    </SignInFrame>
  );
}
