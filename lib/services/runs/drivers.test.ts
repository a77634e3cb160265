import { expect, it } from 'vitest';
import { Drivers } from './drivers';

it('takes up no run while its process ends: it would be cut off in the middle', async () => {
  const drivers = new Drivers();
  const held: string[] = [];
  await drivers.drive('before', async () => void held.push('before'));
  await drivers.leave();
  await drivers.drive('after', async () => void held.push('after'));
  expect(held).toEqual(['before']);
});
