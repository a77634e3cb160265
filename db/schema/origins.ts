import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt } from './columns';
import { meetings } from './meetings';
import { orgId } from './people';
import { runs } from './runs';

/** A meeting that asks again what another was asked, from a point of that one's run on. */
export const meetingOrigins = pgTable('meeting_origins', {
  meetingId: text('meeting_id')
    .primaryKey()
    .references(() => meetings.id, { onDelete: 'cascade' }),
  orgId: orgId(),
  /** The run it was taken from, and the sequence of the newest event that it knows. */
  runId: text('run_id')
    .notNull()
    .references(() => runs.id, { onDelete: 'cascade' }),
  seq: integer('seq').notNull(),
  createdAt: createdAt(),
});
