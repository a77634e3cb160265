import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { destroyEmbedded, ensureEmbedded } from './embedded/ensure';
import { temporaryDataDir } from './embedded/temporary';
import { migrateDatabase } from './migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the migrated database that tests clone. */
    templateUrl: string;
  }
}

/** One server for the whole run: `DATABASE_URL`, else an embedded one in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.DATABASE_URL;
  const dataDir = given ? null : await temporaryDataDir();
  const embedded = dataDir ? await ensureEmbedded({ dataDir }) : null;
  const template = new URL(given ?? embedded?.url ?? '');
  const admin = new pg.Client({ connectionString: template.href });
  template.pathname = `/xio_test_${randomBytes(6).toString('hex')}`;
  const name = template.pathname.slice(1);

  await admin.connect();
  await admin.query(`create database ${name}`);
  await migrateDatabase(template.href);
  project.provide('templateUrl', template.href);
  return async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
    await embedded?.release();
    if (dataDir) await destroyEmbedded({ dataDir });
  };
}
