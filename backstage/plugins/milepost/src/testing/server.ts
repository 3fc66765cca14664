import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from './contract';

/** An answer that is not the example of the contract. */
export type Answer =
  | { status: number; body: unknown }
  | ((url: URL) => { status: number; body: unknown } | undefined);

/** A service on loopback that answers each read by the example of the contract, or as a test wants it. */
export class ContractServer {
  readonly #server: Server;
  readonly #answers = new Map<string, Answer>();
  /** The requests so far: the operation, and what was asked. */
  readonly requests: { operation: string; url: URL }[] = [];

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<ContractServer> {
    const all = operations();
    const server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://loopback');
      // More paths than one may match: those without parameters come first.
      const operation = all
        .filter(({ path }) => path.test(url.pathname))
        .sort((a, b) => parametersOf(a.path) - parametersOf(b.path))[0];
      const id = operation?.id ?? 'none';
      self.requests.push({ operation: id, url });
      const own = self.#answers.get(id);
      const { status, body } = (typeof own === 'function' ? own(url) : own) ?? {
        status: operation ? 200 : 404,
        body: operation?.answer ?? refusal(404, 'There is no such path.'),
      };
      response.writeHead(status, {
        'content-type': 'application/json',
        'access-control-allow-origin': '*',
      });
      response.end(JSON.stringify(body));
    });
    const self = new ContractServer(server);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    return self;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Answers an operation otherwise. */
  answer(operation: string, answer: Answer) {
    this.#answers.set(operation, answer);
  }

  /** The queries of the requests of an operation. */
  asked(operation: string): URLSearchParams[] {
    return this.requests
      .filter(request => request.operation === operation)
      .map(({ url }) => url.searchParams);
  }

  reset() {
    this.#answers.clear();
    this.requests.length = 0;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}

function parametersOf(path: RegExp) {
  return path.source.split('[^').length;
}

/** An error as the service answers it to Backstage. */
export function refusal(status: number, message: string) {
  return {
    type: '/problems/refused',
    status,
    detail: message,
    error: { name: 'Error', message },
    request: { method: 'GET', url: '/' },
    response: { statusCode: status },
  };
}
