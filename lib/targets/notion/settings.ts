import { z } from 'zod';

/** What XIO writes about a decision and a task, and the types of Notion properties that can hold it, best first. */
export const fields = {
  decisions: {
    title: ['title'],
    status: ['select', 'status', 'rich_text'],
    decider: ['rich_text', 'people'],
    date: ['date'],
    confidence: ['number', 'rich_text'],
    review_date: ['date'],
    meeting_id: ['rich_text'],
    /** The export's own key: how a page is found again. */
    key: ['rich_text'],
    link: ['url', 'rich_text'],
  },
  tasks: {
    title: ['title'],
    status: ['status', 'select', 'checkbox', 'rich_text'],
    owner: ['people', 'rich_text'],
    /** The owner's name where `owner` holds people and Notion knows nobody by that address. */
    owner_name: ['rich_text'],
    due: ['date'],
    priority: ['select', 'rich_text'],
    acceptance: ['rich_text'],
    decision: ['relation'],
    key: ['rich_text'],
    source: ['url', 'rich_text'],
  },
} as const;

export type Place = keyof typeof fields;
export type Field<P extends Place> = keyof (typeof fields)[P] & string;

export const fieldNames = (place: Place): string[] => Object.keys(fields[place]);

/** Without these nothing can be delivered exactly once. */
export const requiredFields = ['title', 'key'] as const;

const propertySchema = z.strictObject({
  /** Stays the same when a person renames the property. */
  id: z.string(),
  name: z.string(),
  type: z.string(),
});
export type MappedProperty = z.infer<typeof propertySchema>;

const placeSchema = z.strictObject({
  databaseId: z.string(),
  dataSourceId: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  /** Property by field; a field that is left out is not written. */
  properties: z.record(z.string(), propertySchema),
  /** The option that stands for each of our statuses, where `status` is a status or a select. */
  statuses: z.record(z.string(), z.string()).default({}),
});
export type NotionPlace = z.infer<typeof placeSchema>;

export const notionSettingsSchema = z.strictObject({
  workspace: z.strictObject({ id: z.string().nullable(), name: z.string().nullable() }),
  /** Null until a place was chosen. */
  decisions: placeSchema.nullable(),
  tasks: placeSchema.nullable(),
});
export type NotionSettings = z.infer<typeof notionSettingsSchema>;
