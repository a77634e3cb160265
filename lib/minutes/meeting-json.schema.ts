import { z } from 'zod';

const seconds = z.number().nonnegative().nullish();
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
