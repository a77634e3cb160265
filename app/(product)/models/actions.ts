'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { changeModel } from '@/lib/services/models/change';
import { connectModel } from '@/lib/services/models/connect';
import { removeModel } from '@/lib/services/models/remove';
import { changeModelSchema, connectModelSchema } from '@/lib/services/models/schemas';

const id = z.string().max(64);

/** Connects models and goes to the list, where they can be tested. */
export const connect = action('model.change', connectModelSchema, async (ctx, who, input) => {
  const made = await connectModel(ctx, who, input);
  // Every page says whether experts are scripted.
  revalidatePath('/', 'layout');
  redirect(`/models#${made.id}`);
});

export const saveConnection = action('model.change', changeModelSchema.extend({ id }), async (ctx, who, input) => {
  await changeModel(ctx, who, input);
  revalidatePath('/', 'layout');
  redirect(`/models#${input.id}`);
});

export const removeConnection = action('model.change', z.strictObject({ id }), async (ctx, who, input) => {
  await removeModel(ctx, who, input);
  revalidatePath('/', 'layout');
  redirect('/models');
});
