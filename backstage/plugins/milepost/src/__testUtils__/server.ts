import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from './contract';

/** An answer that is not the example of the contract. */
export type Answer =
  | { status: number; body: unknown }
  | ((url: URL) => { status: number; body: unknown } | undefined);

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

/** A service on loopback that answers each read by the example of the contract, or as a test wants it. */
export class ContractServer {
  readonly #operations = operations();
  readonly #beside = new Map<string, { status: number; body: unknown }>();
  readonly #answers = new Map<string, Answer>();
  readonly #server: Server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://loopback');
    const { status, body } = this.#answerTo(url);
    response.writeHead(status, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
    });
    response.end(JSON.stringify(body));
  });

  /** The requests so far: the operation, and what was asked. */
  readonly requests: { operation: string; url: URL }[] = [];

  static async start(port = 0): Promise<ContractServer> {
    const started = new ContractServer();
    await new Promise<void>(done =>
      started.#server.listen(port, '127.0.0.1', done),
    );
    return started;
  }

  #answerTo(url: URL): { status: number; body: unknown } {
    const beside = this.#beside.get(url.pathname);
    if (beside) return beside;
    // More paths than one may match: those without parameters come first.
    const [operation] = this.#operations
      .filter(({ path }) => path.test(url.pathname))
      .sort((a, b) => parametersOf(a.path) - parametersOf(b.path));
    if (!operation) {
      return { status: 404, body: refusal(404, 'There is no such path.') };
    }
    this.requests.push({ operation: operation.id, url });
    const own = this.#answers.get(operation.id);
    const answer = typeof own === 'function' ? own(url) : own;
    return answer ?? { status: 200, body: operation.answer };
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Answers an operation otherwise. */
  answer(operation: string, answer: Answer) {
    this.#answers.set(operation, answer);
  }

  /** Answers a path, also one that the contract does not have yet. */
  answerPath(path: string, body: unknown) {
    this.#beside.set(path, { status: 200, body });
  }

  /** The queries of the requests of an operation. */
  asked(operation: string): URLSearchParams[] {
    return this.requests
      .filter(request => request.operation === operation)
      .map(({ url }) => url.searchParams);
  }

  reset() {
    this.#answers.clear();
    this.#beside.clear();
    this.requests.length = 0;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
