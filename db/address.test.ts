import { expect, it } from 'vitest';
import { speaksNeon, unpooled } from './address';

const neon = 'postgres://xio:se-pooler.cret@ep-calm-sea-123-pooler.eu-central-1.aws.neon.tech/xio?sslmode=require';

it('asks Neon in its own protocol without being told, and others never by accident', () => {
  expect(speaksNeon(neon)).toBe(true);
  expect(speaksNeon(neon, 'pg')).toBe(false);
  expect(speaksNeon('postgres://xio:neon.tech@db.example.com/neon.tech')).toBe(false);
  expect(speaksNeon('postgres://xio@127.0.0.1/xio', 'neon')).toBe(true);
});

it('goes round the pooler of Neon where it must listen: through it nothing would ever be heard', () => {
  expect(unpooled(neon)).toBe(
    'postgres://xio:se-pooler.cret@ep-calm-sea-123.eu-central-1.aws.neon.tech/xio?sslmode=require',
  );
  expect(unpooled('postgres://db-pooler.example.com/xio')).toBe('postgres://db-pooler.example.com/xio');
});
