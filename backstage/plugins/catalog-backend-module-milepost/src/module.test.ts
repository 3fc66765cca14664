import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  catalogProcessingExtensionPoint,
  type CatalogProcessor,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { startService } from './__testUtils__/service';
import catalogModuleMilepost from '.';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'a', namespace: 'default' },
  spec: { type: 'service' },
};

let service: Awaited<ReturnType<typeof startService>>;
let backend: Awaited<ReturnType<typeof startTestBackend>> | undefined;

beforeEach(async () => {
  service = await startService();
  service.answer('POST /api/v1/catalog/validate', () => ({
    status: 200,
    body: { rules_digest: 'r', items: [{ findings: [] }] },
  }));
  service.answer('PUT /api/v1/catalog/entities', () => ({
    status: 200,
    body: { entities: [] },
  }));
  service.answer('POST /api/v1/catalog/full-syncs', () => ({
    status: 200,
    body: { known: 1, orphaned: [], missing: [] },
  }));
});

afterEach(async () => {
  await backend?.stop();
  backend = undefined;
  await service.stop();
});

/** Starts the module alone. The catalog is stood in for, since it needs a database engine. */
async function start(milepost: JsonObject) {
  const processors: CatalogProcessor[] = [];
  const scheduler = mockServices.scheduler();
  backend = await startTestBackend({
    extensionPoints: [
      [
        catalogProcessingExtensionPoint,
        {
          addProcessor: (...added: CatalogProcessor[]) => {
            processors.push(...added);
          },
        },
      ],
    ],
    features: [
      catalogModuleMilepost,
      catalogServiceMock.factory({ entities: [entity] }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      mockServices.rootConfig.factory({ data: { milepost } }),
    ],
  });
  return { processor: processors[0], scheduler };
}

const process = (processor: CatalogProcessor) =>
  processor.postProcessEntity!(
    entity,
    { type: 'url', target: 'https://example.com' },
    () => {},
    { get: async () => undefined, set: async () => {} },
  );

it('validates what is processed, and sends all and what has changed by scheduled tasks', async () => {
  const { processor, scheduler } = await start({ baseUrl: service.baseUrl });

  await process(processor);
  await scheduler.triggerTask('milepost-full-sync');
  await scheduler.triggerTask('milepost-changes');

  expect(service.received.map(({ request }) => request)).toEqual([
    'POST /api/v1/catalog/validate',
    'PUT /api/v1/catalog/entities',
    'POST /api/v1/catalog/full-syncs',
  ]);
  const [{ entities }] = service.sentBy('PUT /api/v1/catalog/entities');
  expect(entities).toEqual([{ entity, changed_at: expect.any(String) }]);
  expect(await scheduler.getScheduledTasks()).toMatchObject([
    { id: 'milepost-full-sync', scope: 'global' },
    { id: 'milepost-changes', scope: 'local' },
  ]);
});

it('does neither where it is not configured to', async () => {
  const { processor, scheduler } = await start({
    baseUrl: service.baseUrl,
    catalog: { validation: { enabled: false }, sync: { enabled: false } },
  });

  expect(await process(processor)).toEqual(entity);
  expect(service.received).toHaveLength(0);
  expect(await scheduler.getScheduledTasks()).toEqual([]);
});

it('says at the start that its configuration is wrong', async () => {
  await expect(start({})).rejects.toThrow(/milepost\.baseUrl/);
  await expect(
    start({ baseUrl: service.baseUrl, catalog: { skip: [{}] } }),
  ).rejects.toThrow(/milepost\.catalog\.skip/);
});
