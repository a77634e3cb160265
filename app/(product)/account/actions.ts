'use server';

import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { goOver } from '@/lib/auth/go-over';
import { safePath } from '@/lib/auth/guard';
import { sessionCookie } from '@/lib/auth/token';
import { ServiceError } from '@/lib/services/errors';
import { leaveOrganisation } from '@/lib/services/members/remove';
import { foundOrganisation } from '@/lib/services/organisations/found';
import { listOwnOrganisations } from '@/lib/services/organisations/mine';
import { deleteOrganisationSchema, foundSchema } from '@/lib/services/organisations/schemas';

/** Goes over to another organisation of one's own, and there to where the reader wanted. */
export const switchOrganisation = action(
  'session.own',
  z.strictObject({ organisation: z.string().max(64), next: z.string().max(2000).optional() }),
  async (ctx, who, { organisation, next }) => {
    await goOver(ctx, who, organisation);
    redirect(safePath(next));
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
  (await cookies()).delete(sessionCookie);
  redirect('/sign-in');
});
