import type { DatabaseService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';

const TABLE = 'milepost_told';

/** Remembers what owners were told of. */
export interface Memory {
  /** Whether a thing was told already. */
  has(topic: string, key: string): Promise<boolean>;
  /** Remembers that a thing was told, or that it still holds. */
  keep(topic: string, key: string): Promise<void>;
  /** Forgets the things of a topic that were last kept before a time, so that they are told when they are true again. */
  forget(topic: string, before: Date): Promise<void>;
}

/** Makes a memory in the database of the plugin, with a table of its own. */
export async function databaseMemory(
  database: DatabaseService,
): Promise<Memory> {
  const client = await database.getClient();
  if (!database.migrations?.skip && !(await client.schema.hasTable(TABLE))) {
    try {
      await client.schema.createTable(TABLE, table => {
        table.string('topic', 32).notNullable();
        table.string('digest', 64).notNullable();
        // Milliseconds, since databases differ in how they return times.
        table.bigInteger('kept_at').notNullable();
        table.primary(['topic', 'digest']);
      });
    } catch (error) {
      // Another replica may have been faster.
      if (!(await client.schema.hasTable(TABLE))) {
        throw error;
      }
    }
  }
  return {
    has: async (topic, key) =>
      (await client(TABLE)
        .where({ topic, digest: digestOf(key) })
        .first('digest')) !== undefined,
    keep: async (topic, key) => {
      await client(TABLE)
        .insert({ topic, digest: digestOf(key), kept_at: Date.now() })
        .onConflict(['topic', 'digest'])
        .merge();
    },
    forget: async (topic, before) => {
      await client(TABLE)
        .where({ topic })
        .andWhere('kept_at', '<', before.getTime())
        .delete();
    },
  };
}

/** Keys have names of any length. */
function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
