import { z } from 'zod';

/** A time that is none loses no words. */
const seconds = z.number().nonnegative().max(10_000_000).nullish().catch(null);
const said = z.object({
  text: z.string(),
  speaker: z.union([z.string(), z.number()]).nullish(),
  start: seconds,
  end: seconds,
});

/** A meeting as JSON: `turns` (or `segments`, as speech recognisers name them), times in seconds. */
export const meetingJsonSchema = z.union([
  z.object({ meeting: z.string().optional(), title: z.string().optional(), turns: z.array(said) }),
  z
    .object({ title: z.string().optional(), segments: z.array(said) })
    .transform(({ title, segments }) => ({ title, meeting: undefined, turns: segments })),
  z.array(said).transform((turns) => ({ title: undefined, meeting: undefined, turns })),
]);
