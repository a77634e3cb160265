import { z } from 'zod';
import { modelSchema } from '@/lib/council/team.schema';
import { labelSchema as label } from '../shapes';

const text = z.string();
const time = z.iso.datetime();

export const providerSchema = z.enum(['openai', 'anthropic', 'google', 'gateway', 'compatible']);
export type Provider = z.infer<typeof providerSchema>;

/** Micro-USD per million tokens; at most 1,000 USD. */
const priceSchema = z.strictObject({
  input: z.int().min(0).max(1_000_000_000),
  output: z.int().min(0).max(1_000_000_000),
});

const servedSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^\s\p{C}]*$/u),
  /** Null or left out: the price list's, where it knows the model. */
  price: priceSchema.nullable().default(null),
});
const models = z.array(servedSchema).min(1).max(50);
/** As it goes into a header: visible ASCII. */
const key = z
  .string()
  .trim()
  .min(8)
  .max(2000)
  .regex(/^[\x21-\x7e]+$/);
const url = z.string().trim().max(500);

export const connectModelSchema = z.strictObject({
  provider: providerSchema,
  label,
  /** Of a compatible server: up to and with its version. */
  url: url.optional(),
  key: key.optional(),
  models,
  usual: z.boolean().optional(),
});
export type ConnectModel = z.infer<typeof connectModelSchema>;

export const changeModelSchema = z.strictObject({
  /** The version that was read. */
  version: z.int().positive(),
  label: label.optional(),
  url: url.optional(),
  /** A new one; null takes the key away. Left out: it stays. */
  key: key.nullable().optional(),
  models: models.optional(),
  usual: z.boolean().optional(),
});
export type ChangeModel = z.infer<typeof changeModelSchema> & { id: string };

/** Which of its models is tested; the first where none is named. */
export const testModelSchema = z.strictObject({ model: z.string().max(120).optional() });

const who = text.nullable();

/** What administrators alone see of a connection. The key is never among it. */
const settingsSchema = z.strictObject({
  version: z.int(),
  url: text.nullable(),
  hasKey: z.boolean(),
  /** The key's last characters; null where it is too short to show any. */
  keyHint: text.nullable(),
  prices: z.record(text, priceSchema),
  /** Teams, not archived ones, with a seat that speaks by one of its models. */
  teams: z.array(z.strictObject({ id: text, name: text })),
  lastTest: z
    .strictObject({
      at: time,
      model: text,
      failed: text.nullable(),
      firstTokenMs: z.int().nullable(),
      totalMs: z.int().nullable(),
      microUsd: z.int().nullable(),
    })
    .nullable(),
  createdAt: time,
  createdBy: who,
  changedAt: time,
  changedBy: who,
});

export const modelConnectionSchema = z.strictObject({
  id: text,
  label: text,
  provider: providerSchema,
  /** Names, the first of which is the usual one where `usual` is set. */
  models: z.array(text),
  usual: z.boolean(),
  /** Null for who may not change models. */
  settings: settingsSchema.nullable(),
});
export type ModelConnection = z.infer<typeof modelConnectionSchema>;
export type AdministeredConnection = ModelConnection & { settings: NonNullable<ModelConnection['settings']> };

export const modelListSchema = z.strictObject({
  connections: z.array(modelConnectionSchema),
  /** What speaks for seats that name no model; `playbook` where experts are scripted. */
  usual: modelSchema,
  /** Providers that whoever runs XIO has set up: any of their models can be named. */
  setUp: z.array(providerSchema),
});
export type ModelList = z.infer<typeof modelListSchema>;

/** What a test tells, one after the other: the sentence, then its end. */
export const testDoneSchema = z.strictObject({
  firstTokenMs: z.int(),
  totalMs: z.int(),
  tokens: z.int(),
  /** Null where nobody knows the price. */
  microUsd: z.int().nullable(),
});
export type TestDone = z.infer<typeof testDoneSchema>;
