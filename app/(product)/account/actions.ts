'use server';

import { revalidatePath } from 'next/cache';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { goOver } from '@/lib/auth/go-over';
import { sessionOf } from '@/lib/auth/held';
import { forgetSession } from '@/lib/auth/sessions';
import { ServiceError } from '@/lib/services/errors';
import { leaveOrganisation } from '@/lib/services/members/remove';
import { foundOrganisation } from '@/lib/services/organisations/found';
import { listOwnOrganisations } from '@/lib/services/organisations/mine';
import { deleteOrganisationSchema, foundSchema } from '@/lib/services/organisations/schemas';
import { endOtherSessions, endSession } from '@/lib/services/sessions/end';
import { endSessionSchema } from '@/lib/services/sessions/schemas';

/** Goes over to another organisation of one's own: to its meetings, or where the reader already is. */
export const switchOrganisation = action(
  'session.own',
  z.strictObject({ organisation: z.string().max(64), stays: z.boolean().optional() }),
  async (ctx, who, { organisation, stays }) => {
    await goOver(ctx, who, organisation);
    if (!stays) redirect('/');
  },
);

/** Founds another organisation and goes there. */
export const foundAnother = action('organisation.create', foundSchema, async (ctx, who, input) => {
  const { id } = await foundOrganisation(ctx, who, input);
  await goOver(ctx, who, id);
  redirect('/');
});

/** Leaves the organisation, whose name was typed, for another one of one's own, or for the sign-in page. */
export const leave = action('organisation.leave', deleteOrganisationSchema, async (ctx, who, { name }) => {
  const { organisations } = await listOwnOrganisations(ctx, who);
  if (organisations.find((one) => one.current)?.name.trim() !== name.trim()) {
    throw new ServiceError('invalid', 'organisation.name_differs');
  }
  await leaveOrganisation(ctx, who);
  forgetSession(await cookies(), ctx.env);
  redirect('/sign-in');
});

/** Ends a session of one's own on another device. */
export const endOne = action('session.own', endSessionSchema, async (ctx, who, { id }) => {
  await endSession(ctx, who, id);
  revalidatePath('/account');
});

/** Ends all sessions of one's own but this one. */
export const endOthers = action('session.own', z.strictObject({}), async (ctx, who) => {
  await endOtherSessions(ctx, who, await sessionOf(await headers(), ctx.env));
  revalidatePath('/account');
});
