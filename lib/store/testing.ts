import { meetings, newId, organisations, users } from '@/db/schema';
import { createTestDatabase, type TestDatabaseOptions } from '@/db/testing';
import { agenda, by, runCreated } from './fixtures';
import { insertRun, type RunCreated } from './insert-run';

/** A test database with two organisations, a user, and runs of a meeting at will. */
export async function createTestStore(options: TestDatabaseOptions = {}) {
  const database = await createTestDatabase(options);
  const { db } = database;
  const [orgId, otherOrg, meetingId] = [newId(), newId(), newId()];
  await db.insert(organisations).values([orgId, otherOrg].map((id) => ({ id, name: id, slug: id })));
  await db.insert(users).values({ id: by.userId, name: by.name });
  const { title, question, language, template } = agenda;
  await db.insert(meetings).values({ id: meetingId, orgId, title, question, language, template, agenda });
  const createRun = (event: RunCreated) => db.transaction((tx) => insertRun(tx, { orgId, teamId: null, event }));
  const newRun = async () => {
    const runId = newId();
    await createRun(runCreated(runId, meetingId));
    return runId;
  };
  return { ...database, orgId, otherOrg, meetingId, createRun, newRun };
}
