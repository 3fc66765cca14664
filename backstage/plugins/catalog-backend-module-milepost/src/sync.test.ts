import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startService } from './__testUtils__/service';
import { Changes } from './changes';
import { digestOf } from './digest';
import { clientOf } from './service';
import { readSettings } from './settings';
import { CatalogSync } from './sync';

const PUT = 'PUT /api/v1/catalog/entities';
const COMPLETE = 'POST /api/v1/catalog/full-syncs';

let service: Awaited<ReturnType<typeof startService>>;

beforeEach(async () => {
  service = await startService();
  service.answer(PUT, ({ entities }) => ({
    status: 200,
    body: {
      entities: entities.map((_: unknown, index: number) => ({
        index,
        result: 'updated',
      })),
    },
  }));
  service.answer(COMPLETE, () => ({
    status: 200,
    body: { known: 2, orphaned: [], missing: [] },
  }));
});

afterEach(async () => {
  await service.stop();
});

const entity = (name: string, more: object = {}, kind = 'Component') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', ...more },
  spec: { type: 'service' },
});

function sync(entities: Entity[], batchSize = 2) {
  const config = mockServices.rootConfig({
    data: {
      milepost: {
        baseUrl: service.baseUrl,
        catalog: { skip: [{ kind: 'Location' }], sync: { batchSize } },
      },
    },
  });
  const changes = new Changes();
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth({ pluginId: 'catalog' });
  const catalog = catalogServiceMock({ entities });
  const one = new CatalogSync({
    auth,
    catalog,
    changes,
    client: clientOf({ auth, config, timeoutMs: 5000 }),
    logger,
    settings: readSettings(config),
  });
  return { catalog, changes, logger, one };
}

const sent = () =>
  service.sentBy(PUT).flatMap(({ entities }) => entities as any[]);

const ago = (ms: number) => new Date(Date.now() - ms);

describe('sendAll', () => {
  it('sends all entities in batches, without those that are skipped and what the catalog adds, and tells which there are', async () => {
    const own: any = {
      ...entity('a', { uid: 'u' }),
      relations: [],
      status: { items: [] },
    };
    const before = new Date();
    const { one } = sync([
      own,
      entity('l', {}, 'Location'),
      entity('b'),
      entity('c'),
    ]);

    await one.sendAll();

    const names = service
      .sentBy(PUT)
      .map(({ entities }) =>
        entities.map((item: any) => item.entity.metadata.name),
      );
    expect(names.flat()).toEqual(['a', 'b', 'c']);
    names.forEach(batch => expect(batch.length).toBeLessThanOrEqual(2));
    expect(sent()[0]).toEqual({ entity: entity('a') });
    const [completion] = service.sentBy(COMPLETE);
    expect(completion.entity_refs).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
    ]);
    expect(+new Date(completion.as_of)).toBeGreaterThanOrEqual(+before);
    expect(completion.force).toBe(false);
    expect(service.received.at(-1)!.request).toBe(COMPLETE);
  });

  it('sends the times of changes that wait', async () => {
    const at = ago(1000);
    const { changes, one } = sync([entity('a'), entity('b')]);
    changes.add('component:default/a', { at, digest: digestOf(entity('a')) });
    changes.add('component:default/b', { at, digest: 'not shown yet' });

    await one.sendAll();
    await one.sendAll();

    expect(sent().map(({ changed_at }) => changed_at)).toEqual([
      at.toISOString(),
      undefined,
      undefined,
      undefined,
    ]);
    expect([...changes.takeUntil(new Date()).keys()]).toEqual([
      'component:default/b',
    ]);
  });

  it('asks again while the service is busy, and keeps the changes where it stays away', async () => {
    let asked = 0;
    service.answer(PUT, () => {
      asked++;
      return {
        status: asked === 1 ? 429 : 200,
        body: { entities: [] },
        headers: { 'retry-after': '0' },
      };
    });
    const { changes, one } = sync([entity('a')]);
    await one.sendAll();
    expect(asked).toBe(2);

    changes.add('component:default/a', { at: ago(0), digest: 'any' });
    service.answer(PUT, () => ({ status: 500, body: {} }));
    await expect(one.sendAll()).rejects.toThrow();

    expect(changes.takeUntil(new Date(Date.now() + 1)).size).toBe(1);
    expect(service.sentBy(COMPLETE)).toHaveLength(1);
  });

  it('sends what the service misses', async () => {
    service.answer(COMPLETE, () => ({
      status: 200,
      body: { known: 1, orphaned: [], missing: ['component:default/b'] },
    }));
    const { one } = sync([entity('a'), entity('b')], 10);

    await one.sendAll();

    expect(sent().map(item => item.entity.metadata.name)).toEqual([
      'a',
      'b',
      'b',
    ]);
  });

  it('warns where the list is probably incomplete, and of what is not taken', async () => {
    service.answer(COMPLETE, () => ({
      status: 409,
      body: { error: { name: 'ConflictError', message: 'Too many.' } },
    }));
    service.answer(PUT, () => ({
      status: 200,
      body: {
        entities: [
          {
            index: 0,
            result: 'rejected',
            errors: [{ pointer: '/entities/0', detail: 'is wrong' }],
          },
        ],
      },
    }));
    const { logger, one } = sync([entity('a')]);

    await one.sendAll();

    expect(logger.warn.mock.calls.map(([message]) => message)).toEqual([
      'Milepost does not take component:default/a: /entities/0 is wrong',
      expect.stringContaining('Too many.'),
    ]);
  });

  it('does not tell that an empty catalog has lost everything', async () => {
    await sync([]).one.sendAll();

    expect(service.received).toHaveLength(0);
  });

  it('divides what is too much for one request', async () => {
    const title = 'x'.repeat(3 << 20);
    const { one } = sync(
      ['a', 'b', 'c'].map(name => entity(name, { title })),
      10,
    );

    await one.sendAll();

    expect(service.sentBy(PUT).map(({ entities }) => entities.length)).toEqual([
      2, 1,
    ]);
  });
});

describe('sendChanges', () => {
  it('sends what has changed and settled, with its time', async () => {
    const at = ago(6_000);
    const own = entity('own', {
      annotations: { 'milepost.dev/changed-at': 'x' },
    });
    const { changes, one } = sync([entity('a'), entity('new'), own]);
    changes.add('component:default/a', { at, digest: digestOf(entity('a')) });
    changes.add('component:default/own', { at, digest: digestOf(own) });
    changes.add('component:default/new', {
      at: ago(100),
      digest: digestOf(entity('new')),
    });

    await one.sendChanges();
    await one.sendChanges();

    expect(sent()).toEqual([
      { entity: entity('a'), changed_at: at.toISOString() },
      { entity: own },
    ]);
    expect(service.sentBy(COMPLETE)).toHaveLength(0);
  });

  it('waits until the catalog shows what it has processed, but not for ever', async () => {
    const { changes, one } = sync([entity('a'), entity('b')]);
    const digest = digestOf(entity('a', { title: 'later' }));
    changes.add('component:default/a', { at: ago(6_000), digest });
    changes.add('component:default/deleted', { at: ago(180_000), digest });
    changes.add('component:default/gone', { at: ago(180_000), digest });
    changes.add('component:default/soon', { at: ago(6_000), digest });
    // It is in the last of three requests to the catalog.
    changes.add('component:default/b', { at: ago(180_000), digest });

    await one.sendChanges();

    expect(sent().map(item => item.entity.metadata.name)).toEqual(['b']);
    expect(sent()[0].changed_at).toBeDefined();
    expect([...changes.takeUntil(new Date()).keys()].sort()).toEqual([
      'component:default/a',
      'component:default/soon',
    ]);
  });

  it('keeps what could not be sent', async () => {
    service.answer(PUT, () => ({ status: 500, body: {} }));
    const { changes, one } = sync([entity('a')]);
    const digest = digestOf(entity('a'));
    changes.add('component:default/a', { at: ago(6_000), digest });

    await expect(one.sendChanges()).rejects.toThrow();

    expect(changes.takeUntil(new Date()).size).toBe(1);
  });
});
