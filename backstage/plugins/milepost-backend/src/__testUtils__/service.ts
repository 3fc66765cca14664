import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

type Received = {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
};

type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

/** A service of tests on loopback, which keeps what it received and answers by path. */
export async function startService() {
  const received: Received[] = [];
  const handlers = new Map<string, Handler>();
  const answers = new Map<
    string,
    { status: number; body: unknown; headers?: Record<string, string> }
  >();
  const server = createServer(async (request, response) => {
    const asked = `${request.method} ${request.url!.split('?')[0]}`;
    const handler = handlers.get(asked);
    const entry: Received = {
      method: request.method!,
      url: request.url!,
      headers: request.headers,
      body: '',
    };
    received.push(entry);
    if (handler) {
      await handler(request, response);
      return;
    }
    for await (const part of request) {
      entry.body += part;
    }
    response.setHeader('content-type', 'application/json');
    const answer = answers.get(asked);
    response.statusCode = answer?.status ?? 404;
    Object.entries(answer?.headers ?? {}).forEach(([name, value]) =>
      response.setHeader(name, value),
    );
    response.end(
      JSON.stringify(
        answer?.body ?? {
          error: { name: 'NotFoundError', message: 'There is no such thing.' },
          response: { statusCode: 404 },
        },
      ),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    received,
    /** What was sent to a path. */
    sentTo: (path: string) =>
      received.filter(({ url }) => url.split('?')[0] === path),
    /** Answers a request, such as `GET /api/v1/slos`, in the same way each time. */
    answer: (
      request: string,
      body: unknown,
      status = 200,
      headers?: Record<string, string>,
    ) => answers.set(request, { status, body, headers }),
    /** Lets a test answer itself. */
    handle: (request: string, handler: Handler) =>
      handlers.set(request, handler),
    stop: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
