import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import type { TemplateId } from '../../lib/council/agenda.schema';
import type { TemplateBody } from '../../lib/council/templates/body.schema';
import { createdAt, id, instant } from './columns';
import { orgId, users } from './people';

const by = (name: string) => text(name).references(() => users.id, { onDelete: 'set null' });

/** An organisation's own ways to hold a council. */
export const orgTemplates = pgTable(
  'org_templates',
  {
    id: id(),
    orgId: orgId(),
    /** The template of the product that it came from: the kind of council, and its playbook. */
    kind: text('kind').$type<TemplateId>().notNull(),
    body: jsonb('body').$type<TemplateBody>().notNull(),
    /** Raised by every change; a change names the version it read. */
    version: integer('version').notNull().default(1),
    createdBy: by('created_by'),
    changedBy: by('changed_by'),
    createdAt: createdAt(),
    changedAt: instant('changed_at').notNull().defaultNow(),
    archivedAt: instant('archived_at'),
  },
  (t) => [index('org_templates_list').on(t.orgId, t.createdAt, t.id)],
);
