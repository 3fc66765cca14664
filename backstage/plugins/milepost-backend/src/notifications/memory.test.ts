import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { databaseMemory } from './memory';

// Jest has no engine of its own here: native modules are not built. Where a PostgreSQL is named, this runs on it.
const isAtHand = Boolean(
  process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING,
);

(isAtHand ? describe : describe.skip)('the memory in PostgreSQL', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });

  it('keeps what was told, for each topic, until it is forgotten', async () => {
    const knex = await databases.init('POSTGRES_15');
    const database = mockServices.database({ knex });
    const memory = await databaseMemory(database);
    const key = 'checkout/99 %'.repeat(100);

    expect(await memory.has('budgets', key)).toBe(false);
    await memory.keep('budgets', key);
    await memory.keep('budgets', key);
    const another = await databaseMemory(database);
    expect(await another.has('budgets', key)).toBe(true);
    expect(await another.has('denials', key)).toBe(false);

    await memory.keep('denials', key);
    await memory.forget('budgets', new Date(Date.now() - 60_000));
    expect(await memory.has('budgets', key)).toBe(true);
    await memory.forget('budgets', new Date(Date.now() + 1000));
    expect(await memory.has('budgets', key)).toBe(false);
    expect(await memory.has('denials', key)).toBe(true);
  });

  it('is made by one replica or the other', async () => {
    const knex = await databases.init('POSTGRES_15');

    const memories = await Promise.all(
      [1, 2, 3].map(() => databaseMemory(mockServices.database({ knex }))),
    );

    await Promise.all(memories.map(memory => memory.keep('budgets', 'a')));
    expect(await memories[0].has('budgets', 'a')).toBe(true);
  });
});
