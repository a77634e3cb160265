'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { ServiceError } from '@/lib/services/errors';
import { archiveTeam } from '@/lib/services/teams/archive';
import { changeTeam } from '@/lib/services/teams/change';
import { createTeam } from '@/lib/services/teams/create';
import { setTeamExports } from '@/lib/services/teams/export-to';
import { teamHistory } from '@/lib/services/teams/history';
import { importSchema, importTeam } from '@/lib/services/teams/import';
import { readTeam } from '@/lib/services/teams/read';
import { archiveTeamSchema, changeTeamSchema, createTeamSchema, teamExportsSchema } from '@/lib/services/teams/schemas';

const teamId = z.string().max(64);

/** Makes a team and goes to it. */
export const makeTeam = action('team.change', createTeamSchema, async (ctx, who, input) => {
  const { id } = await createTeam(ctx, who, input);
  redirect(`/teams/${id}`);
});

/** Saves a version and goes to the team; the newer one comes back where somebody else has saved meanwhile. */
export const saveTeam = action('team.change', changeTeamSchema.extend({ teamId }), async (ctx, who, change) => {
  try {
    await changeTeam(ctx, who, change);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.reason !== 'team.stale') throw error;
    const { config, version } = await readTeam(ctx, who, { teamId: change.teamId });
    const [newest] = await teamHistory(ctx, who, change);
    return { config, version, by: newest?.by ?? null };
  }
  redirect(`/teams/${change.teamId}`);
});

/** Takes a team off the list, where it can be undone, or brings it back. */
export const setArchived = action('team.change', archiveTeamSchema.extend({ teamId }), async (ctx, who, input) => {
  await archiveTeam(ctx, who, input);
  redirect(input.archived ? `/teams?gone=${input.teamId}` : `/teams/${input.teamId}`);
});

/** Says where its accepted decisions go by themselves; what stands there comes back, also where somebody was faster. */
export const saveTeamExports = action(
  'team.change',
  teamExportsSchema.extend({ teamId }),
  async (ctx, who, change): Promise<{ exportTo: string[]; stale: boolean }> => {
    try {
      return { exportTo: (await setTeamExports(ctx, who, change)).exportTo, stale: false };
    } catch (error) {
      if (!(error instanceof ServiceError) || error.reason !== 'team.exports_stale') throw error;
      return { exportTo: (await readTeam(ctx, who, { teamId: change.teamId })).exportTo, stale: true };
    }
  },
);

/** What a file of AutoGen Studio would be as a team here; nothing is saved. */
export const readStudioFile = action('team.change', importSchema, importTeam);
