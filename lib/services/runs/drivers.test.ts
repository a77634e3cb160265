import { expect, it } from 'vitest';
import { Drivers, type Leaving } from './drivers';

const nothing = async () => {};
const until = ({ soon }: Leaving) =>
  new Promise<'again'>((resolve) => soon.addEventListener('abort', () => resolve('again')));

it('takes up no run while its process ends: it would be cut off in the middle', async () => {
  const drivers = new Drivers();
  const held: string[] = [];
  const hold = (name: string) => async () => {
    held.push(name);
    return 'rested' as const;
  };
  await drivers.drive('before', hold('before'), nothing);
  await drivers.leave();
  await drivers.drive('after', hold('after'), nothing);
  expect(held).toEqual(['before']);
});

it('hands a run on once it is let go, also to itself: a new call may come to the same process', async () => {
  const drivers = new Drivers(1, 4);
  const lives: boolean[] = [];
  await drivers.drive('run', until, async () => {
    lives.push(drivers.has('run'));
    await drivers.drive(
      'run',
      async () => {
        lives.push(drivers.has('run'));
        return 'rested';
      },
      nothing,
    );
  });
  await drivers.settled();
  expect(lives).toEqual([false, false]);
});
