import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Received = {
  request: string;
  headers: IncomingMessage['headers'];
  json: any;
};

type Answer = { status: number; body: unknown; headers?: object };

/** A service of tests on loopback, which keeps what it received and answers by path. */
export async function startService() {
  const received: Received[] = [];
  const answers = new Map<string, (json: any) => Answer>();
  const server = createServer(
    async (request: IncomingMessage, response: ServerResponse) => {
      let text = '';
      for await (const part of request) {
        text += part;
      }
      const asked = `${request.method} ${request.url}`;
      const json = text ? JSON.parse(text) : undefined;
      received.push({ request: asked, headers: request.headers, json });
      const { status, body, headers } = answers.get(asked)?.(json) ?? {
        status: 404,
        body: {},
      };
      response.writeHead(status, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(JSON.stringify(body));
    },
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    /** What was sent by a request, such as `PUT /api/v1/catalog/entities`. */
    sentBy: (request: string) =>
      received.filter(one => one.request === request).map(({ json }) => json),
    /** Answers a request, by what it sends. */
    answer: (request: string, by: (json: any) => Answer) =>
      answers.set(request, by),
    stop: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
