import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMilepostBackendClient, sendWithin } from './backendClient';

let server: Server;
let baseUrl: string;
let respond: (authorization?: string) => {
  status: number;
  body?: object;
  headers?: object;
};

beforeEach(async () => {
  server = createServer((request, response) => {
    const { status, body, headers } = respond(request.headers.authorization);
    if (status === 0) {
      return;
    }
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function pipeline(timeoutMs?: number) {
  return createMilepostBackendClient({
    baseUrl: () => baseUrl,
    token: async () => 'secret',
    send: timeoutMs === undefined ? undefined : sendWithin(timeoutMs),
  }).GET('/api/v1/pipeline');
}

it('sends the token', async () => {
  respond = authorization => ({
    status: authorization === 'Bearer secret' ? 200 : 401,
    body: { lag_events: 3 },
  });

  expect((await pipeline()).data?.lag_events).toBe(3);
});

it('throws what the service says, with the status and the time to wait', async () => {
  respond = () => ({
    status: 503,
    body: {
      error: { name: 'ServiceUnavailableError', message: 'The queue is full.' },
      response: { statusCode: 503 },
    },
    headers: { 'retry-after': '7' },
  });

  await expect(pipeline()).rejects.toMatchObject({
    name: 'ServiceUnavailableError',
    message: 'The queue is full.',
    statusCode: 503,
    retryAfterMs: 7000,
  });
});

it('says why a service did not answer', async () => {
  respond = () => ({ status: 0 });
  await expect(pipeline(100)).rejects.toThrow(
    'Milepost cannot be reached (too slow).',
  );

  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  await expect(pipeline()).rejects.toThrow(
    'Milepost cannot be reached (ECONNREFUSED). Check milepost.baseUrl',
  );
});
