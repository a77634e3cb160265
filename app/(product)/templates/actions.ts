'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { templateBodySchema } from '@/lib/council/templates/body.schema';
import { ServiceError } from '@/lib/services/errors';
import { archiveTemplate } from '@/lib/services/templates/archive';
import { changeTemplate } from '@/lib/services/templates/change';
import { copyTemplate } from '@/lib/services/templates/copy';
import { readTemplate } from '@/lib/services/templates/read';

const templateId = z.string().max(64);

/** Makes a copy for the organisation and opens it for changes. The key makes a repeated click the same copy. */
export const copyToOwn = action(
  'template.change',
  z.strictObject({ templateId, key: z.string().max(64) }),
  async (ctx, who, { templateId: from, key }) => {
    const { id } = await copyTemplate(ctx, who, { from, idempotencyKey: key });
    redirect(`/templates/${id}/edit`);
  },
);

/** Saves and goes to the template; the newer one comes back where somebody else has saved meanwhile. */
export const saveTemplate = action(
  'template.change',
  z.strictObject({ templateId, version: z.int(), body: templateBodySchema }),
  async (ctx, who, change) => {
    try {
      await changeTemplate(ctx, who, change);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.reason !== 'template.stale') throw error;
      const { body, version, changedBy } = await readTemplate(ctx, who, change);
      return { body, version, by: changedBy?.name ?? null };
    }
    redirect(`/templates/${change.templateId}`);
  },
);

/** Takes a template out of the gallery, where it can be undone, or brings it back. */
export const setArchived = action(
  'template.change',
  z.strictObject({ templateId, archived: z.boolean() }),
  async (ctx, who, { templateId: id, archived }) => {
    if (archived) {
      await archiveTemplate(ctx, who, { templateId: id });
      redirect(`/templates?gone=${id}`);
    }
    const { version } = await readTemplate(ctx, who, { templateId: id });
    await changeTemplate(ctx, who, { templateId: id, version, archived });
    redirect(`/templates/${id}`);
  },
);
