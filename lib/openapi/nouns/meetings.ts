import type { z } from 'zod';
import { proposedSchema, proposeSchema } from '../../services/agendas/schemas';
import { meetingPeopleSchema, putPersonSchema } from '../../services/meeting-people/schemas';
import {
  changeMeetingSchema,
  listMeetingsSchema,
  meetingListSchema,
  meetingSchema,
  postMeetingSchema,
} from '../../services/meetings/schemas';
import { deletedMeetingsSchema, heldMeetingSchema, holdMeetingSchema } from '../../services/retention/schemas';
import type { OperationOf } from '../operation';

export const meetingsComponents = {
  Meeting: meetingSchema,
  MeetingList: meetingListSchema,
  NewMeeting: postMeetingSchema,
  MeetingChange: changeMeetingSchema,
  NewProposal: proposeSchema,
  Proposal: proposedSchema,
  MeetingPeople: meetingPeopleSchema,
  MeetingPerson: putPersonSchema,
  MeetingHoldChange: holdMeetingSchema.omit({ meetingId: true }),
  MeetingHold: heldMeetingSchema,
  DeletedMeetings: deletedMeetingsSchema,
} as const satisfies Record<string, z.ZodType>;

export const meetingsOperations = [
  {
    method: 'GET',
    path: '/meetings',
    summary: 'List meetings from the newest on, with search and paging',
    query: listMeetingsSchema,
    answer: 'MeetingList',
  },
  {
    method: 'POST',
    path: '/meetings',
    summary: 'Make a meeting from an agenda, as an object or as Markdown',
    body: 'NewMeeting',
    status: 201,
    answer: 'Meeting',
    once: true,
  },
  {
    method: 'POST',
    path: '/agendas/proposals',
    summary:
      'Have the moderator propose an agenda for a question; makes no meeting. With “accept: text/event-stream” it comes while it is made: “delta” events with the moderator’s words, then “proposal”',
    body: 'NewProposal',
    answer: 'Proposal',
  },
  { method: 'GET', path: '/meetings/[id]', summary: 'Read a meeting with its agenda', answer: 'Meeting' },
  {
    method: 'PATCH',
    path: '/meetings/[id]',
    summary: 'Change the agenda or the team of a meeting that was not held yet',
    body: 'MeetingChange',
    answer: 'Meeting',
  },
  { method: 'DELETE', path: '/meetings/[id]', summary: 'Delete a meeting', status: 204 },
  {
    method: 'GET',
    path: '/meetings/[id]/people',
    summary: 'List who decides, is consulted, informed or a guest moderator of a meeting',
    answer: 'MeetingPeople',
  },
  {
    method: 'PUT',
    path: '/meetings/[id]/people/[user]',
    summary: 'Have a member consulted or informed, or make them guest moderator of this meeting alone',
    body: 'MeetingPerson',
    answer: 'MeetingPeople',
  },
  {
    method: 'DELETE',
    path: '/meetings/[id]/people/[user]',
    summary: 'Take a member’s role in a meeting away',
    status: 204,
  },
  {
    method: 'PUT',
    path: '/meetings/[id]/hold',
    summary: 'Put one meeting on legal hold, or off it',
    body: 'MeetingHoldChange',
    answer: 'MeetingHold',
  },
  {
    method: 'POST',
    path: '/meetings/[id]/restore',
    summary: 'Take a deleted meeting back, within 30 days',
    body: 'Empty',
    answer: 'Meeting',
  },
  { method: 'GET', path: '/deleted-meetings', summary: 'Meetings that can be restored', answer: 'DeletedMeetings' },
] as const satisfies readonly OperationOf[];
