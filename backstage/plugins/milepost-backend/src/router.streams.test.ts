import { mockCredentials } from '@backstage/backend-test-utils';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routerOfTests } from './__testUtils__/router';

const router = routerOfTests();
const user = mockCredentials.user.header('user:default/ada');
const KEYS = '/api/milepost/api/v1/four-keys';

describe('the streams of the router', () => {
  it('streams both ways', async () => {
    // Answers each part as it comes, so that neither side may wait for the whole of the other.
    router.service.handle(
      'POST /api/v1/catalog/validate',
      async (asked, response) => {
        response.writeHead(200, { 'content-type': 'text/plain' });
        response.flushHeaders();
        for await (const part of asked) {
          response.write(`got ${part}`);
        }
        response.end();
      },
    );
    await router.start();
    const { port } = router.backend.server.address() as AddressInfo;

    const parts: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const upload = httpRequest(
        {
          port,
          method: 'POST',
          path: '/api/milepost/api/v1/catalog/validate',
          headers: { authorization: user, 'content-type': 'text/plain' },
        },
        response => {
          response.on('data', part => {
            parts.push(String(part));
            if (parts.length === 1) {
              upload.end('two');
            }
          });
          response.on('end', resolve);
        },
      );
      upload.on('error', reject);
      upload.write('one');
    });

    expect(parts).toEqual(['got one', 'got two']);
  });

  it('ends the call to the service when its client goes', async () => {
    let hasEnded: () => void;
    const ended = new Promise<void>(resolve => {
      hasEnded = resolve;
    });
    await router.start();
    const { port } = router.backend.server.address() as AddressInfo;
    const client = httpRequest({
      port,
      path: KEYS,
      headers: { authorization: user },
    });
    client.on('error', () => {});
    router.service.handle('GET /api/v1/four-keys', (_, response) => {
      response.on('close', () => hasEnded());
      client.destroy();
    });
    client.end();

    await expect(ended).resolves.toBeUndefined();
  });

  it('cuts the answer off where the service does', async () => {
    router.service.handle('GET /api/v1/four-keys', (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"definition":');
      setTimeout(() => response.destroy(), 50);
    });
    const http = await router.start();

    await expect(http.get(KEYS).set('authorization', user)).rejects.toThrow(
      /aborted|hang up|ECONNRESET/,
    );
  });

  it('hands an answer on that comes before the end of the request', async () => {
    router.service.handle('POST /api/v1/catalog/validate', (_, response) => {
      response.writeHead(413, { 'content-type': 'application/json' });
      response.end('{"detail":"too large"}');
    });
    await router.start();
    const { port } = router.backend.server.address() as AddressInfo;

    const answer = await new Promise<{ status?: number; text: string }>(
      (resolve, reject) => {
        const upload = httpRequest(
          {
            port,
            method: 'POST',
            path: '/api/milepost/api/v1/catalog/validate',
            headers: { authorization: user, 'content-type': 'text/plain' },
          },
          response => {
            let text = '';
            response.on('data', part => {
              text += part;
            });
            response.on('end', () => {
              upload.destroy();
              resolve({ status: response.statusCode, text });
            });
          },
        );
        upload.on('error', reject);
        // It does not end the request before it has the answer.
        upload.write('x'.repeat(1 << 20));
      },
    );

    expect(answer).toEqual({ status: 413, text: '{"detail":"too large"}' });
  });
});
