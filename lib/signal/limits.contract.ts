import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createLimits } from './limits';
import { type Count, sizesOf } from './rates';

/** What every counter behind the limits must do. `places` are two processes that share it. */
export function limitsContract(name: string, countOf: () => Count): void {
  describe(`limits by ${name}`, () => {
    const sizes = sizesOf({ token: 3, member: 3, address: 3 });
    const place = () => createLimits(sizes, { count: (...args) => countOf()(...args), buckets: ['token', 'password'] });

    it('says what is left, and refuses what is one too many in every process', async () => {
      const [here, there] = [place(), place()];
      const key = randomUUID();
      expect(await here.take('token', key)).toMatchObject({ left: 2, limit: 3, refused: false, windowSeconds: 60 });
      await there.take('token', key);
      expect(await here.take('token', key)).toMatchObject({ left: 0, refused: false });
      const refused = await there.take('token', key);
      expect(refused).toMatchObject({ left: 0, refused: true });
      expect(refused.seconds).toBeGreaterThan(0);
      expect(refused.seconds).toBeLessThanOrEqual(60);
      expect(there.refused('token', key)).toMatchObject({ refused: true });
      expect(await here.take('token', randomUUID())).toMatchObject({ refused: false });
    });

    it('gives back what was right', async () => {
      const limits = place();
      const key = randomUUID();
      for (let n = 0; n < 50; n += 1) {
        expect((await limits.take('password', key)).refused).toBe(false);
        await limits.giveBack('password', key);
      }
    });

    it('counts what comes at once', async () => {
      const limits = place();
      const key = randomUUID();
      const all = await Promise.all(Array.from({ length: 40 }, () => limits.take('password', key)));
      expect(all.filter((one) => !one.refused)).toHaveLength(10);
    });
  });
}
