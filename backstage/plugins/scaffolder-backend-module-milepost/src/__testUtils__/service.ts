import { mockServices } from '@backstage/backend-test-utils';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
};

type Answer = { status: number; body: unknown; headers?: object };

/** A service of tests on loopback, which answers what it is told and keeps what it received. */
export async function startService() {
  const received: Received[] = [];
  const answers: Answer[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) {
      parts.push(part);
    }
    received.push({
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      body: Buffer.concat(parts),
    });
    const answer = answers.shift() ?? { status: 500, body: {} };
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...answer.headers,
    });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    received,
    answer: (status: number, body: unknown, headers?: object) =>
      answers.push({ status, body, headers }),
    options: {
      auth: mockServices.auth({ pluginId: 'scaffolder' }),
      config: mockServices.rootConfig({
        data: { milepost: { baseUrl: `http://127.0.0.1:${port}` } },
      }),
    },
    stop: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
