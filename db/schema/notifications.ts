import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Language } from '../../lib/council/agenda.schema';
import type { DecisionStatus } from '../../lib/council/decision-log.schema';
import type { Reason } from '../../lib/council/events';
import { createdAt, id, instant } from './columns';
import { meetings } from './meetings';
import { mailReasons, orgId, users } from './people';
import { runs } from './runs';

export const noticeKinds = [
  'decision_needed',
  'decision_reminder',
  'decision_settled',
  'export_done',
  'export_failed',
  'follow_up',
] as const;

/** What a notice says, as it was when it was told. */
export interface NoticeArgs {
  question: string;
  /** Of the meeting, and of the mail. */
  language: Language;
  status: DecisionStatus;
  /** Name of the alternative that the council leans towards or proposes. */
  leaning: string | null;
  /** Codes of what the policy still misses, each once. */
  missing: string[];
  /** Whom the agenda names, where the reader records on their behalf. */
  onBehalfOf: string | null;
  /** Who settled it. */
  by: string | null;
  /** A follow-up's: how its tasks stand, the reader's own where they decide nothing. */
  tasks?: { done: number; open: number; overdue: number };
  /** What became of an export; a notice of a decision has none. */
  exported?: { label: string | null; delivered: number; failed: number; reason: Reason | null };
}

/** The bell's list: one row for each person and thing told. */
export const notifications = pgTable(
  'notifications',
  {
    id: id(),
    orgId: orgId(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: noticeKinds }).notNull(),
    meetingId: text('meeting_id')
      .notNull()
      .references(() => meetings.id, { onDelete: 'cascade' }),
    runId: text('run_id')
      .notNull()
      .references(() => runs.id, { onDelete: 'cascade' }),
    /** What it tells; telling the same person again makes no second row. */
    key: text('key').notNull(),
    args: jsonb('args').$type<NoticeArgs>().notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
    /** `none`: the person has no address, no mail server is set up, or it was settled before it was written. */
    mailState: text('mail_state', { enum: ['none', 'queued', 'sent', 'failed'] })
      .notNull()
      .default('none'),
    /** Why the last try failed, also while more are to come. */
    mailReason: text('mail_reason', { enum: mailReasons }),
  },
  (t) => [
    uniqueIndex('notifications_key').on(t.orgId, t.userId, t.key),
    index('notifications_list').on(t.orgId, t.userId, t.createdAt, t.id),
    index('notifications_unread').on(t.orgId, t.userId, t.runId).where(sql`read_at is null`),
  ],
);

export const adminNoticeKinds = ['member_joined', 'connection_failed', 'owner_link_used', 'trail_broken'] as const;

/** What those who administer an organisation must know: one row for each of them and each thing. */
export const adminNotices = pgTable(
  'admin_notices',
  {
    id: id(),
    orgId: orgId(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: adminNoticeKinds }).notNull(),
    /** What it tells; telling the same person again makes no second row. */
    key: text('key').notNull(),
    /** Who, or which connection, by the name that it had, or which row of the trail; why, as a code. */
    args: jsonb('args').$type<{ name: string; reason: string | null }>().notNull(),
    createdAt: createdAt(),
    readAt: instant('read_at'),
  },
  (t) => [
    uniqueIndex('admin_notices_key').on(t.orgId, t.userId, t.key),
    index('admin_notices_list').on(t.orgId, t.userId, t.createdAt, t.id),
  ],
);
