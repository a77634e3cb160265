import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { doors } from '../auth/doors';

const hostedSchema = z.object({ crons: z.array(z.object({ path: z.string(), schedule: z.string() })) });

it('the schedulers call a door that is there, or runs that were left would wait for a visitor', () => {
  const { crons } = hostedSchema.parse(JSON.parse(readFileSync('vercel.json', 'utf8')));
  expect(crons).toHaveLength(1);
  const job = readFileSync('lib/hosting/kubernetes/tick.yaml', 'utf8');
  for (const { path, schedule } of crons) {
    expect(doors).toContainEqual(['GET', path, 'internal']);
    expect(job).toContain(`http://xio${path}`);
    expect(parse(job).spec.schedule).toBe(schedule);
  }
});
