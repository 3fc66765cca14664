import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import supertest from 'supertest';
import milepostPlugin from '..';
import { startService } from './service';

type Service = Awaited<ReturnType<typeof startService>>;
type Backend = Awaited<ReturnType<typeof startTestBackend>>;

/** A service that is started anew for each test of a file, and the plugin in a backend in front of it. */
export function routerOfTests() {
  // A backend starts slowly on a busy machine.
  jest.setTimeout(30_000);

  const permissions = mockServices.permissions.mock();
  let service: Service;
  let backend: Backend | undefined;

  beforeEach(async () => {
    service = await startService();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    );
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
    await service.stop();
  });

  return {
    permissions,
    get service() {
      return service;
    },
    get backend() {
      return backend!;
    },
    /** Starts the backend, with more configuration of the plugin. */
    async start(milepost: object = {}) {
      backend = await startTestBackend({
        features: [
          milepostPlugin,
          permissions.factory,
          mockServices.rootConfig.factory({
            data: {
              milepost: {
                baseUrl: service.baseUrl,
                scaffolder: { enabled: false },
                notifications: { enabled: false },
                ...milepost,
              },
            },
          }),
        ],
      });
      return supertest(backend.server);
    },
  };
}
