import type { z } from 'zod';
import {
  invitationListSchema,
  invitedSchema,
  inviteSchema,
  listInvitationsSchema,
} from '../../services/invitations/schemas';
import { changeMemberSchema, listMembersSchema, memberListSchema, memberSchema } from '../../services/members/schemas';
import {
  changeOrganisationSchema,
  deleteOrganisationSchema,
  deletionSchema,
  foundedSchema,
  foundSchema,
  organisationSchema,
  ownOrganisationsSchema,
} from '../../services/organisations/schemas';
import type { OperationOf } from '../operation';

export const membersComponents = {
  Organisation: organisationSchema,
  OrganisationChange: changeOrganisationSchema,
  OwnOrganisations: ownOrganisationsSchema,
  NewOrganisation: foundSchema,
  Founded: foundedSchema,
  OrganisationName: deleteOrganisationSchema,
  Deletion: deletionSchema,
  Member: memberSchema,
  MemberList: memberListSchema,
  MemberChange: changeMemberSchema,
  NewInvitation: inviteSchema,
  Invited: invitedSchema,
  InvitationList: invitationListSchema,
} as const satisfies Record<string, z.ZodType>;

export const membersOperations = [
  {
    method: 'GET',
    path: '/organisation',
    summary: 'Read your organisation: its name, its accent, and what its pages make of that in both themes',
    answer: 'Organisation',
  },
  {
    method: 'PATCH',
    path: '/organisation',
    summary: 'Rename your organisation or give it another accent; null is the product’s own',
    body: 'OrganisationChange',
    answer: 'Organisation',
  },
  {
    method: 'POST',
    path: '/organisation/deletion',
    summary: 'Have the organisation deleted in thirty days; everybody but its owners is out at once',
    body: 'OrganisationName',
    status: 202,
    answer: 'Deletion',
  },
  { method: 'DELETE', path: '/organisation/deletion', summary: 'Take the deletion back', status: 204 },
  { method: 'POST', path: '/organisation/leave', summary: 'Leave the organisation', body: 'Empty', status: 204 },
  {
    method: 'GET',
    path: '/organisations',
    summary: 'List one’s own organisations',
    answer: 'OwnOrganisations',
  },
  {
    method: 'POST',
    path: '/organisations',
    summary: 'Found another organisation, and own it',
    body: 'NewOrganisation',
    status: 201,
    answer: 'Founded',
  },
  {
    method: 'GET',
    path: '/members',
    summary: 'List members by name, with search and paging',
    query: listMembersSchema,
    answer: 'MemberList',
  },
  {
    method: 'PATCH',
    path: '/members/[id]',
    summary: 'Give a member another role, suspend or readmit them, or change what tasks find them by',
    body: 'MemberChange',
    answer: 'Member',
  },
  { method: 'DELETE', path: '/members/[id]', summary: 'Remove a member; their access ends at once', status: 204 },
  {
    method: 'GET',
    path: '/invitations',
    summary: 'List invitations, newest first',
    query: listInvitationsSchema,
    answer: 'InvitationList',
  },
  {
    method: 'POST',
    path: '/invitations',
    summary: 'Invite somebody by e-mail address; without a mail server, answers the link once',
    body: 'NewInvitation',
    status: 201,
    answer: 'Invited',
  },
  {
    method: 'POST',
    path: '/invitations/[id]/resend',
    summary: 'Send an invitation again with a new link; the old one works no more',
    body: 'Empty',
    answer: 'Invited',
  },
  { method: 'DELETE', path: '/invitations/[id]', summary: 'Revoke an invitation', status: 204 },
] as const satisfies readonly OperationOf[];
