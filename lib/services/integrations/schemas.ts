import { z } from 'zod';
import { labelSchema as label, reasonSchema, versionSchema as version, visibleSchema as visible } from '../shapes';

const text = z.string();
const time = z.iso.datetime();

/** As it goes into a header: visible ASCII. */
const token = visible.min(8);
/** Of a file in the organisation's folder. */
const outside = z
  .string()
  .trim()
  .max(64)
  .regex(/^[a-z0-9-]+$/);
const notionId = z
  .string()
  .trim()
  .regex(/^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i);

export const connectIntegrationSchema = z.strictObject({
  target: z.literal('notion').default('notion'),
  label,
  /** An integration's token. Neither this nor `outside`: Notion is asked by its own sign-in afterwards. */
  token: token.optional(),
  /** Name of a secret that whoever runs XIO keeps for the organisation. */
  outside: outside.optional(),
});
export type ConnectIntegration = z.infer<typeof connectIntegrationSchema>;

export const changeIntegrationSchema = z.strictObject({
  version,
  label: label.optional(),
  token: token.optional(),
  outside: outside.optional(),
});
export type ChangeIntegration = z.infer<typeof changeIntegrationSchema> & { id: string };

const mappedSchema = z.strictObject({ id: text, name: text, type: text });
const placeSchema = z.strictObject({
  databaseId: text,
  dataSourceId: text,
  title: text,
  url: text.nullable(),
  /** Column by field. */
  properties: z.record(text, mappedSchema),
  /** Option by status. */
  statuses: z.record(text, text),
});

const who = text.nullable();

/** What administrators alone see of an integration. The secret is never among it. */
const settingsSchema = z.strictObject({
  version: z.int(),
  secret: z.strictObject({
    kind: z.enum(['none', 'kept', 'outside']),
    /** Its last characters, or the name of the one outside. */
    hint: text.nullable(),
  }),
  /** Why it is broken. */
  reason: reasonSchema.nullable(),
  workspace: text.nullable(),
  decisions: placeSchema.nullable(),
  tasks: placeSchema.nullable(),
  /** Exports that wait for it. */
  waiting: z.int(),
  createdAt: time,
  createdBy: who,
  changedAt: time,
  changedBy: who,
});

export const integrationSchema = z.strictObject({
  id: text,
  target: z.enum(['notion', 'file']),
  label: text,
  /** `new`: it knows no place to write to yet; `broken`: an administrator has to look. */
  state: z.enum(['new', 'ready', 'broken']),
  /** Null for who may not change integrations. */
  settings: settingsSchema.nullable(),
});
export type Integration = z.infer<typeof integrationSchema>;
export type AdministeredIntegration = Integration & { settings: NonNullable<Integration['settings']> };

export const integrationListSchema = z.strictObject({
  integrations: z.array(integrationSchema),
  /** Ways to connect another one here; empty for who may not. */
  ways: z.array(z.enum(['token', 'outside', 'sign_in'])),
});
export type IntegrationList = z.infer<typeof integrationListSchema>;

const faultSchema = z.strictObject({
  /** Such as `tasks.properties.due`. */
  path: text,
  code: text,
  /** In the reader's language. */
  message: text,
});
export type ShownFault = z.infer<typeof faultSchema>;

export const checkedSchema = z.strictObject({
  /** What the integration is called in Notion. */
  name: text.nullable(),
  workspace: text.nullable(),
  /** Whether owners can be found by their e-mail. */
  people: z.boolean(),
  /** What is wrong with the mapping by now. */
  faults: z.array(faultSchema),
});
export type Checked = z.infer<typeof checkedSchema>;

export const authorizeSchema = z.strictObject({ url: text });

export const findPlacesSchema = z.strictObject({
  kind: z.enum(['page', 'data_source']),
  /** Words of its title, or its address in Notion. */
  query: z.string().trim().max(500).default(''),
  cursor: z.string().max(200).optional(),
});
export type FindPlaces = z.infer<typeof findPlacesSchema> & { id: string };

export const placesSchema = z.strictObject({
  places: z.array(z.strictObject({ id: text, title: text, url: text.nullable() })),
  nextCursor: text.nullable(),
});

const language = z.enum(['en', 'ru']);

export const makeDatabasesSchema = z.strictObject({
  version,
  /** Id of the page below which they are made. */
  page: notionId,
  /** Of their columns; the organisation's where none is given. */
  language: language.optional(),
});
export type MakeDatabases = z.infer<typeof makeDatabasesSchema> & { id: string };

const dataSource = notionId;

export const proposeMappingSchema = z.strictObject({ decisions: dataSource, tasks: dataSource });
export type ProposeMapping = z.infer<typeof proposeMappingSchema> & { id: string };

const mappingSchema = z.strictObject({
  dataSourceId: dataSource,
  /** Column's id by field; a field that is left out is not written. */
  properties: z.record(z.string().max(40), z.string().max(200)),
  /** Option by status, where `status` is a status or a select. */
  statuses: z.record(z.string().max(40), z.string().min(1).max(100)).default({}),
});

export const saveMappingSchema = z.strictObject({ version, decisions: mappingSchema, tasks: mappingSchema });
export type SaveMapping = z.infer<typeof saveMappingSchema> & { id: string };

export const addColumnsSchema = z.strictObject({
  decisions: dataSource,
  tasks: dataSource,
  /** Fields that get a column of their own, with the names that they have in XIO. */
  add: z.strictObject({ decisions: z.array(z.string().max(40)).max(20), tasks: z.array(z.string().max(40)).max(20) }),
});
export type AddColumns = z.infer<typeof addColumnsSchema> & { id: string };

const columnSchema = z.strictObject({
  id: text,
  name: text,
  type: text,
  options: z.array(text),
});

const draftSchema = z.strictObject({
  dataSourceId: text,
  title: text,
  url: text.nullable(),
  columns: z.array(columnSchema),
  fields: z.array(
    z.strictObject({
      field: text,
      required: z.boolean(),
      /** Types that can hold it. */
      types: z.array(text),
      /** Ids of the columns that can. */
      fit: z.array(text),
      /** What would stand there, of a real decision or of an example. */
      sample: text,
    }),
  ),
  /** Statuses that need an option each. */
  statuses: z.array(text),
  /** The option for each status by the id of the column that would hold it. */
  options: z.record(text, z.record(text, text)),
  /** What is kept now, or what XIO proposes. */
  mapping: z.strictObject({ properties: z.record(text, text), statuses: z.record(text, text) }),
  faults: z.array(faultSchema),
});
export type MappingDraft = z.infer<typeof draftSchema>;

export const mappingDraftSchema = z.strictObject({
  decisions: draftSchema,
  tasks: draftSchema,
  /** The decision that the samples come from; null where they are an example. */
  sampleOf: text.nullable(),
});
export type MappingDrafts = z.infer<typeof mappingDraftSchema>;
