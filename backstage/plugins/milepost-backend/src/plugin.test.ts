import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { startService } from './__testUtils__/service';
import { spec, task, until } from './__testUtils__/tasks';
import milepostPlugin from '.';

// A backend starts slowly on a busy machine.
jest.setTimeout(30_000);

const events = mockServices.events();
const scheduler = mockServices.scheduler();
let backend: TestBackend;
let milepost: Awaited<ReturnType<typeof startService>>;

const sent = () =>
  milepost.sentTo('/api/v1/events').flatMap(({ body }) => JSON.parse(body));

const scaffolderPlugin = createBackendPlugin({
  pluginId: 'scaffolder',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        httpRouter.use((request, response) => {
          response.json(
            request.path === '/v2/tasks'
              ? {
                  tasks: [
                    task('processing', {
                      id: 't-2',
                      createdAt: new Date().toISOString(),
                    }),
                  ],
                }
              : task('processing'),
          );
        });
      },
    });
  },
});

beforeEach(async () => {
  milepost = await startService();
  milepost.answer('POST /api/v1/events', { accepted: 1, rejected: [] }, 202);
  backend = await startTestBackend({
    features: [
      milepostPlugin,
      scaffolderPlugin,
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.discovery.mock({
        getBaseUrl: async plugin => {
          const { port } = backend.server.address() as AddressInfo;
          return `http://127.0.0.1:${port}/api/${plugin}`;
        },
      }).factory,
      mockServices.rootConfig.factory({
        data: { milepost: { baseUrl: milepost.baseUrl } },
      }),
    ],
  });
});

afterEach(async () => {
  await backend.stop();
  await milepost.stop();
});

it('listens to the events of Backstage, and reconciles by a scheduled task', async () => {
  await events.publish({
    topic: 'scaffolder.task',
    eventPayload: { id: 't-1', status: 'processing', spec },
  });
  await until(() => sent().length === 1);
  expect(sent()[0].id).toBe('task/t-1/started');

  await scheduler.triggerTask('milepost-scaffolder');

  expect(sent()[1].id).toBe('task/t-2/started');
});

it('registers its permissions and its actions', async () => {
  const http = supertest(backend.server);

  const permissions = await http.get(
    '/api/milepost/.well-known/backstage/permissions/metadata',
  );
  const actions = await http
    .get('/api/milepost/.backstage/actions/v1/actions')
    .set('authorization', mockCredentials.user.header());

  expect(permissions.body.permissions).toMatchObject([
    { name: 'milepost.read' },
    { name: 'milepost.change' },
  ]);
  expect(actions.body.actions.map(({ id }: { id: string }) => id)).toEqual([
    'milepost:get-four-keys',
    'milepost:explain-four-keys-number',
    'milepost:plan-upgrade',
    'milepost:get-policy-decision',
  ]);
});
