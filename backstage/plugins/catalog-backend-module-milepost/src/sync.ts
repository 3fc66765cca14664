import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  MilepostClient,
  MilepostRefusal,
} from '@milepost/backstage-plugin-milepost-common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Change, Changes } from './changes';
import { contentOf, digestOf } from './digest';
import type { Settings } from './settings';

const MOST_BYTES = 8 << 20;
const MOST_REFS = 100_000;
const ATTEMPTS = 5;
const LONGEST_PAUSE_MS = 30_000;
// An entity can be read a moment after it was processed, when its relations are known.
const SETTLED_MS = 5_000;
const LONGEST_WAIT_MS = 120_000;
const CHANGED_AT = 'milepost.dev/changed-at';

type Sendable = { entity: Entity; changed_at?: string };

/** What the sync needs. */
export interface SyncOptions {
  auth: AuthService;
  catalog: CatalogService;
  changes: Changes;
  client: MilepostClient;
  logger: LoggerService;
  settings: Pick<Settings, 'isSkipped' | 'sync'>;
}

/** Sends the entities of the catalog to Milepost. */
export class CatalogSync {
  constructor(private readonly options: SyncOptions) {}

  /** Sends the entities that have changed. */
  async sendChanges(signal?: AbortSignal): Promise<void> {
    const { changes, settings } = this.options;
    const taken = changes.takeUntil(new Date(Date.now() - SETTLED_MS));
    const refs = [...taken.keys()];
    try {
      while (refs.length > 0) {
        const part = refs.splice(0, settings.sync.batchSize);
        const found = await this.read(part);
        await this.send(
          found.filter(entity => isSettled(entity, taken)),
          taken,
          signal,
        );
        // An entity that was never found was deleted, or is no valid one.
        part
          .filter(ref => taken.has(ref) && isOld(taken.get(ref)!))
          .forEach(ref => taken.delete(ref));
      }
    } finally {
      // What was sent is no longer among them.
      changes.putBack(taken);
    }
  }

  /** Sends all entities, and tells which there are, so that Milepost orphans the others. */
  async sendAll(signal?: AbortSignal): Promise<void> {
    const { auth, catalog, changes, logger, settings } = this.options;
    const asOf = new Date();
    const taken = changes.takeUntil(asOf);
    const refs: string[] = [];
    try {
      const pages = catalog.streamEntities(
        { pageSize: settings.sync.batchSize },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      for await (const page of pages) {
        const entities = page.filter(entity => !settings.isSkipped(entity));
        refs.push(...entities.map(entity => stringifyEntityRef(entity)));
        await this.send(entities, taken, signal);
      }
    } finally {
      changes.putBack(taken);
    }
    if (refs.length === 0 || refs.length > MOST_REFS) {
      logger.warn(
        `The catalog has ${refs.length} entities, so Milepost is not told which it has no more.`,
      );
      return;
    }
    await this.complete(refs, asOf, signal);
    logger.debug(`${refs.length} entities were sent to Milepost.`);
  }

  private async complete(
    refs: string[],
    asOf: Date,
    signal?: AbortSignal,
  ): Promise<void> {
    const { client, logger } = this.options;
    try {
      const { data } = await this.withPatience(
        () =>
          client.POST('/api/v1/catalog/full-syncs', {
            body: {
              entity_refs: refs,
              as_of: asOf.toISOString(),
              force: false,
            },
          }),
        signal,
      );
      const { orphaned, missing } = data!;
      if (orphaned.length > 0) {
        logger.info(
          `Milepost has orphaned ${orphaned.length} entities that the catalog has no more.`,
        );
      }
      while (missing.length > 0) {
        const part = missing.splice(0, this.options.settings.sync.batchSize);
        await this.send(await this.read(part), new Map(), signal);
      }
    } catch (error) {
      if ((error as MilepostRefusal).statusCode !== 409) {
        throw error;
      }
      logger.warn(
        `Milepost has orphaned nothing: ${error}. If the catalog has really lost so many entities, send the list with force.`,
      );
    }
  }

  private async read(refs: string[]): Promise<Entity[]> {
    const { auth, catalog, settings } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: refs },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.filter(
      (entity): entity is Entity =>
        entity !== undefined && !settings.isSkipped(entity),
    );
  }

  /** Sends entities in parts that the service takes, and takes those that were sent out of the changes. */
  private async send(
    entities: Entity[],
    changes: Map<string, Change>,
    signal?: AbortSignal,
  ): Promise<void> {
    let part: Sendable[] = [];
    let bytes = 0;
    for (const entity of entities) {
      const sendable = {
        entity: contentOf(entity),
        ...changedAt(entity, changes),
      };
      const size = Buffer.byteLength(JSON.stringify(sendable));
      if (bytes + size > MOST_BYTES && part.length > 0) {
        await this.put(part, signal);
        part = [];
        bytes = 0;
      }
      part.push(sendable);
      bytes += size;
    }
    if (part.length > 0) {
      await this.put(part, signal);
    }
    entities
      .filter(entity => isSettled(entity, changes))
      .forEach(entity => changes.delete(stringifyEntityRef(entity)));
  }

  private async put(part: Sendable[], signal?: AbortSignal): Promise<void> {
    const { client, logger } = this.options;
    const { data } = await this.withPatience(
      () =>
        client.PUT('/api/v1/catalog/entities', {
          body: { entities: part as never },
        }),
      signal,
    );
    for (const { index, result, errors } of data!.entities) {
      if (result === 'rejected') {
        const faults = errors?.map(
          ({ pointer, detail }) => `${pointer} ${detail}`,
        );
        logger.warn(
          `Milepost does not take ${stringifyEntityRef(
            part[index].entity,
          )}: ${faults?.join('; ')}`,
        );
      }
    }
  }

  /** Asks again while the service is busy or restarts. Each request may be repeated. */
  private async withPatience<T>(
    ask: () => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask();
      } catch (error) {
        const { statusCode, retryAfterMs } = error as MilepostRefusal;
        const isBusy =
          statusCode === undefined || statusCode === 429 || statusCode === 503;
        if (!isBusy || attempt === ATTEMPTS) {
          throw error;
        }
        await pause(
          Math.min(retryAfterMs ?? attempt * 1000, LONGEST_PAUSE_MS),
          undefined,
          { signal },
        );
      }
    }
  }
}

function isOld(change: Change): boolean {
  return Date.now() - change.at.getTime() > LONGEST_WAIT_MS;
}

/** Whether what the catalog shows is what it has processed, or is not expected to become it any more. */
function isSettled(entity: Entity, changes: Map<string, Change>): boolean {
  const change = changes.get(stringifyEntityRef(entity));
  return !change || change.digest === digestOf(entity) || isOld(change);
}

/** An entity that says itself when it changed is believed. */
function changedAt(
  entity: Entity,
  changes: Map<string, Change>,
): { changed_at?: string } {
  const change = changes.get(stringifyEntityRef(entity));
  return change &&
    isSettled(entity, changes) &&
    !entity.metadata.annotations?.[CHANGED_AT]
    ? { changed_at: change.at.toISOString() }
    : {};
}
