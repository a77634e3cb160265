import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import styles from '@/components/set-up/form.module.css';
import { TemplateForm } from '@/components/templates/template-form';
import { guardPage } from '@/lib/auth/guard';
import { modelKey } from '@/lib/council/budget';
import { modelsOffered } from '@/lib/services/models/list';
import { readTemplate } from '@/lib/services/templates/read';
import { orNotFound } from '../../../found';
import { ProductShell } from '../../../shell';
import { saveTemplate } from '../../actions';

export async function generateMetadata() {
  return { title: (await getTranslations('editor'))('template_title') };
}

export default async function EditTemplate({ params }: { params: Promise<{ id: string }> }) {
  const { ctx, who } = await guardPage('template.change');
  const template = await orNotFound(readTemplate(ctx, who, { templateId: (await params).id }));
  if (!template.own || template.archivedAt) notFound();
  const { editor, council } = await getMessages();
  const t = await getTranslations('editor');
  const { usual, connected } = await modelsOffered(ctx, who);
  return (
    <ProductShell ctx={ctx} here="templates">
      <div className={styles.page}>
        <h1>{t('template_title')}</h1>
        <NextIntlClientProvider
          messages={{ editor, council: { letters: council.letters, roles: council.roles, phases: council.phases } }}
        >
          <TemplateForm
            key={template.version}
            id={template.id}
            version={template.version}
            body={template.body}
            usualModel={usual.provider === 'playbook' ? null : modelKey(usual)}
            connected={connected}
            save={saveTemplate}
          />
        </NextIntlClientProvider>
      </div>
    </ProductShell>
  );
}
