import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routerOfTests } from './__testUtils__/router';
import { startService } from './__testUtils__/service';

const router = routerOfTests();
const user = mockCredentials.user.header('user:default/ada');
const KEYS = '/api/milepost/api/v1/four-keys';

describe('the router', () => {
  it('calls with the token of the plugin, on behalf of the user, and with few headers', async () => {
    router.service.answer(
      'GET /api/v1/four-keys',
      { definition: 'four-keys/1' },
      200,
      {
        etag: '"1"',
        'set-cookie': 'a=b',
      },
    );
    const http = await router.start();

    const answer = await http
      .get(`${KEYS}?service=component%3Adefault%2Fa&service=b`)
      .set('authorization', user)
      .set('if-none-match', '"0"')
      .set('cookie', 'session=secret')
      .set('x-forwarded-for', '10.0.0.1')
      .set('x-http-method-override', 'DELETE');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ definition: 'four-keys/1' });
    const [asked] = router.service.received;
    expect(asked.url).toBe(
      '/api/v1/four-keys?service=component%3Adefault%2Fa&service=b',
    );
    const claims = JSON.parse(
      asked.headers.authorization!.replace('Bearer mock-service-token:', ''),
    );
    expect(claims).toMatchObject({
      target: 'milepost',
      obo: 'user:default/ada',
    });
    expect(asked.headers['if-none-match']).toBe('"0"');
    for (const name of [
      'cookie',
      'x-forwarded-for',
      'x-http-method-override',
    ]) {
      expect(asked.headers).not.toHaveProperty(name);
    }
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.headers['cache-control']).toBe('private, no-cache');
    expect(answer.headers).not.toHaveProperty('set-cookie');
  });

  it('keeps the encoded slash of an entity ref, and what the service refuses', async () => {
    const http = await router.start();

    const answer = await http
      .get('/api/milepost/api/v1/services/component%3Adefault%2Fa/template')
      .set('authorization', user);

    expect(router.service.received[0].url).toBe(
      '/api/v1/services/component%3Adefault%2Fa/template',
    );
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toBe('There is no such thing.');
  });

  it('asks nothing for a caller without credentials', async () => {
    const http = await router.start();

    const answer = await http
      .get(KEYS)
      .set('authorization', mockCredentials.none.header());

    expect(answer.status).toBe(401);
    expect(router.service.received).toHaveLength(0);
  });

  it.each([
    ['get', 'four-keys', 'milepost.read'],
    ['post', 'services/a/upgrade-plan', 'milepost.read'],
    ['post', 'catalog/validate', 'milepost.read'],
    ['post', 'events', 'milepost.change'],
    ['put', 'services/a/upgrade-plan', 'milepost.change'],
    ['delete', 'slos/a', 'milepost.change'],
  ] as const)('%s %s needs %s', async (method, path, permission) => {
    router.permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.DENY })),
    );
    const http = await router.start();

    const answer = await http[method](`/api/milepost/api/v1/${path}`).set(
      'authorization',
      user,
    );

    expect(answer.status).toBe(403);
    expect(answer.body.error.message).toContain(permission);
    expect(router.service.received).toHaveLength(0);
  });

  it.each([
    '/../../q/metrics',
    '/services/../events',
    '/services/%2e%2E/upgrade-plan',
    '/services/x/..\\events',
    '/./events',
  ])('refuses the path %s', async path => {
    await router.start();

    // A client library would resolve the path itself.
    const status = await new Promise(resolve => {
      const { port } = router.backend.server.address() as AddressInfo;
      httpRequest(
        {
          port,
          path: `/api/milepost/api/v1${path}`,
          headers: { authorization: user },
        },
        response => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });

    expect(status).toBe(400);
    expect(router.service.received).toHaveLength(0);
  });

  it('does not follow another address with the token', async () => {
    const other = await startService();
    router.service.answer('GET /api/v1/four-keys', {}, 302, {
      location: `${other.baseUrl}/steal`,
    });
    const http = await router.start();

    const answer = await http.get(KEYS).set('authorization', user);

    expect(answer.status).toBe(302);
    expect(answer.headers).not.toHaveProperty('location');
    expect(other.received).toHaveLength(0);
    await other.stop();
  });

  it('says what to check where the service is away', async () => {
    const http = await router.start();
    await router.service.stop();

    const answer = await http.get(KEYS).set('authorization', user);

    expect(answer.status).toBe(503);
    expect(answer.body).toMatchObject({
      error: {
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(/ECONNREFUSED.*milepost\.baseUrl/),
      },
      response: { statusCode: 503 },
    });
    expect(answer.body.error.message).not.toContain('127.0.0.1');
  });

  it('says what to check where the service does not accept its tokens', async () => {
    router.service.answer('GET /api/v1/four-keys', {}, 401);
    const http = await router.start();

    const answer = await http.get(KEYS).set('authorization', user);

    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toContain('milepost.access.backstage');
  });

  it('does not wait longer than configured', async () => {
    router.service.handle('GET /api/v1/four-keys', () => {});
    const http = await router.start({ timeout: { milliseconds: 200 } });

    const answer = await http.get(KEYS).set('authorization', user);

    expect(answer.status).toBe(503);
    expect(answer.body.error.message).toContain('200 ms');
  });
});
