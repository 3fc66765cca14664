import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { startService } from '../__testUtils__/service';
import { completion, log, task, template, until } from '../__testUtils__/tasks';
import { clientOfPlugin } from '../service';
import { ScaffoldReporter } from './reporter';
import { ScaffolderTasks } from './tasks';

// A busy machine is slow.
jest.setTimeout(30_000);

type Service = Awaited<ReturnType<typeof startService>>;

let milepost: Service;
let scaffolder: Service;

beforeEach(async () => {
  milepost = await startService();
  scaffolder = await startService();
  milepost.answer('POST /api/v1/events', { accepted: 1, rejected: [] }, 202);
});

afterEach(async () => {
  await milepost.stop();
  await scaffolder.stop();
});

function reporter(options: { secretParameters?: string[] } = {}) {
  const auth = mockServices.auth({ pluginId: 'milepost' });
  const cache = new Map<string, unknown>();
  return new ScaffoldReporter({
    auth,
    cache: mockServices.cache.mock({
      get: async (key: string) => cache.get(key) as any,
      set: async (key: string, value: unknown) => {
        cache.set(key, value);
      },
    }),
    catalog: catalogServiceMock({ entities: [template] }),
    client: clientOfPlugin({ auth, baseUrl: milepost.baseUrl }),
    logger: mockServices.logger.mock(),
    tasks: new ScaffolderTasks({
      auth,
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => scaffolder.baseUrl,
      }),
    }),
    secretParameters: options.secretParameters ?? [],
    lookbackMs: 1e12,
    pauseMs: 10,
  });
}

const BEAT = Date.parse('2026-06-10T12:00:55.000Z');
const RETRIED = '2026-06-10T13:00:00.000Z';

const list = (...tasks: object[]) =>
  scaffolder.answer('GET /v2/tasks', { tasks, totalTasks: tasks.length });

const sent = () =>
  milepost.sentTo('/api/v1/events').flatMap(({ body }) => JSON.parse(body));

describe('reconcile', () => {
  it('sends the start and the end of a run, without secrets', async () => {
    list(task('completed'));
    scaffolder.answer('GET /v2/tasks/t-1/events', [
      log(1, 'publish', 'completed'),
      completion(2, {
        output: {
          correlationId: 'c-1',
          links: [
            { title: 'Repository', url: 'https://github.com/acme/orders' },
            { title: 'Catalog', entityRef: 'component:default/orders' },
          ],
        },
      }),
    ]);

    await reporter({ secretParameters: ['Badge'] }).reconcile();

    const data = {
      task_id: 't-1',
      template_id: 'quarkus-service',
      template_version: '2.3.1',
      service_id: 'orders',
      team: 'group:default/shop',
      initiator: 'user:default/ada',
      repository: 'github.com/acme/orders',
      parameters: {
        name: 'orders',
        owner: 'group:default/shop',
        repoUrl: 'github.com?owner=acme&repo=orders',
        nested: { port: 8080 },
      },
    };
    const common = {
      specversion: '1.0',
      source: 'backstage/scaffolder',
      datacontenttype: 'application/json',
    };
    expect(sent()).toEqual([
      {
        ...common,
        id: 'task/t-1/started',
        type: 'dev.milepost.scaffold.started',
        time: '2026-06-10T12:00:00.000Z',
        data,
      },
      {
        ...common,
        id: `task/t-1/completed/${BEAT}`,
        type: 'dev.milepost.scaffold.completed',
        time: '2026-06-10T12:01:00.000Z',
        correlationid: 'c-1',
        data: {
          ...data,
          status: 'success',
          entity_refs: ['component:default/orders'],
        },
      },
    ]);
    expect(milepost.received[0].headers.authorization).toContain('milepost');
    expect(scaffolder.received[0].headers.authorization).toContain(
      'scaffolder',
    );
  });

  it('sends nothing twice, and a run that was started again once more', async () => {
    const one = reporter();
    const events = [completion(3, { error: { name: 'InputError' } })];
    list(task('failed'));
    scaffolder.answer('GET /v2/tasks/t-1/events', events);
    await one.reconcile();
    await one.reconcile();
    expect(sent()).toHaveLength(2);
    // Nor is it asked for again.
    expect(scaffolder.sentTo('/v2/tasks/t-1/events')).toHaveLength(1);

    list(task('processing'));
    await one.reconcile();
    list(task('failed', { lastHeartbeatAt: RETRIED }));
    scaffolder.answer('GET /v2/tasks/t-1/events', [
      { ...completion(4, {}), type: 'recovered' },
      completion(5, { error: { name: 'InputError' } }),
    ]);
    await one.reconcile();

    expect(sent().map(({ id }) => id)).toEqual([
      'task/t-1/started',
      `task/t-1/failed/${BEAT}`,
      `task/t-1/failed/${Date.parse(RETRIED)}`,
    ]);
  });

  it('sends again what the service did not take', async () => {
    const one = reporter();
    list(task('processing'));
    milepost.answer('POST /api/v1/events', {}, 503);
    await expect(one.reconcile()).rejects.toThrow();

    milepost.answer('POST /api/v1/events', { rejected: [] }, 202);
    await one.reconcile();

    expect(milepost.sentTo('/api/v1/events')).toHaveLength(2);
  });

  it('does not repeat what the service refuses for what it is', async () => {
    const one = reporter();
    list(task('processing'));
    milepost.answer('POST /api/v1/events', {}, 422);

    await one.reconcile();
    await one.reconcile();

    expect(milepost.sentTo('/api/v1/events')).toHaveLength(1);
  });

  it('reads all pages, and no further than the oldest run that is looked for', async () => {
    const pages = [
      Array.from({ length: 100 }, (_, at) => task('open', { id: `a-${at}` })),
      [
        task('open', { id: 'b-1' }),
        task('open', { id: 'old', createdAt: '1970-01-01T00:00:00Z' }),
        task('open', { id: 'older', createdAt: '1970-01-01T00:00:00Z' }),
      ],
    ];
    scaffolder.handle('GET /v2/tasks', (request, response) => {
      const offset = Number(
        new URL(request.url!, 'http://x').searchParams.get('offset'),
      );
      response.end(JSON.stringify({ tasks: pages[offset / 100] }));
    });

    await reporter().reconcile();

    const ids = sent().map(({ data }) => data.task_id);
    expect(ids).toHaveLength(101);
    expect(ids).toContain('b-1');
  });
});

describe('onEvent', () => {
  it('waits until the end is stored, which comes after its event', async () => {
    scaffolder.answer('GET /v2/tasks/t-1', task('processing'));
    await reporter().onEvent({ id: 't-1', status: 'completed' });
    await until(() => sent().length > 0);

    scaffolder.answer('GET /v2/tasks/t-1', task('completed'));
    scaffolder.answer('GET /v2/tasks/t-1/events', [completion(2, {})]);

    await until(() => sent().length === 2);
    expect(sent()[1].id).toBe(`task/t-1/completed/${BEAT}`);
  });

  it('knows the task of an event that has an id of its own', async () => {
    scaffolder.answer('GET /v2/tasks/t-1', task('processing'));

    await reporter().onEvent({ id: 77, taskId: 't-1', status: 'recovered' });

    await until(() => sent().length === 1);
    expect(sent()[0].data.task_id).toBe('t-1');
  });
});
