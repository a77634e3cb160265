import type { z } from 'zod';
import { teamSchema } from '../../council/team.schema';
import {
  archiveTeamSchema,
  changeTeamSchema,
  createTeamSchema,
  listTeamsSchema,
  teamDetailSchema,
  teamExportsSchema,
  teamListSchema,
  teamQuerySchema,
} from '../../services/teams/schemas';
import {
  listTemplatesSchema,
  newTemplateSchema,
  templateChangeSchema,
  templateDetailSchema,
  templateListSchema,
} from '../../services/templates/schemas';
import { toolListSchema } from '../../services/tools/available';
import type { OperationOf } from '../operation';

export const teamsComponents = {
  TeamSetUp: teamSchema,
  NewTeam: createTeamSchema,
  TeamChange: changeTeamSchema,
  TeamArchiving: archiveTeamSchema,
  TeamExports: teamExportsSchema,
  Team: teamDetailSchema,
  TeamList: teamListSchema,
  NewTemplate: newTemplateSchema,
  TemplateChange: templateChangeSchema,
  Template: templateDetailSchema,
  TemplateList: templateListSchema,
  ToolList: toolListSchema,
} as const satisfies Record<string, z.ZodType>;

export const teamsOperations = [
  {
    method: 'GET',
    path: '/teams',
    summary: 'List teams, or the archived ones',
    query: listTeamsSchema,
    answer: 'TeamList',
  },
  { method: 'POST', path: '/teams', summary: 'Make a team', body: 'NewTeam', status: 201, answer: 'Team', once: true },
  {
    method: 'GET',
    path: '/teams/[id]',
    summary: 'Read a team with its set-up and versions',
    query: teamQuerySchema,
    answer: 'Team',
  },
  { method: 'PUT', path: '/teams/[id]', summary: 'Save a new version of a team', body: 'TeamChange', answer: 'Team' },
  {
    method: 'PATCH',
    path: '/teams/[id]',
    summary: 'Archive an own team, or bring it back',
    body: 'TeamArchiving',
    answer: 'Team',
  },
  {
    method: 'PUT',
    path: '/teams/[id]/exports',
    summary: 'Say where accepted decisions of its meetings go by themselves',
    body: 'TeamExports',
    answer: 'Team',
  },
  {
    method: 'GET',
    path: '/teams/[id]/config',
    summary: 'Read the set-up of a team alone',
    query: teamQuerySchema,
    answer: 'TeamSetUp',
  },
  {
    method: 'GET',
    path: '/templates',
    summary: 'List templates: the organisation’s own, then those of the product; or the archived ones',
    query: listTemplatesSchema,
    answer: 'TemplateList',
  },
  {
    method: 'POST',
    path: '/templates',
    summary: 'Copy a template, as it is or with another body',
    body: 'NewTemplate',
    status: 201,
    answer: 'Template',
    once: true,
  },
  { method: 'GET', path: '/templates/[id]', summary: 'Read a template whole, in both languages', answer: 'Template' },
  {
    method: 'PATCH',
    path: '/templates/[id]',
    summary: 'Save a new version of an own template, or bring it back from the archive',
    body: 'TemplateChange',
    answer: 'Template',
  },
  { method: 'DELETE', path: '/templates/[id]', summary: 'Archive an own template', status: 204 },
  { method: 'GET', path: '/tools/available', summary: 'List the tools that seats can be given', answer: 'ToolList' },
] as const satisfies readonly OperationOf[];
