import { ResponseError } from '@backstage/errors';
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema/openapi';

/**
 * The client of the Milepost service: one typed method for each HTTP method, with the paths of its contract. A response
 * that is no success is thrown as a `ResponseError`, so `data` is always the documented body.
 *
 * @public
 */
export type MilepostClient = Client<paths, `${string}/${string}`>;

/**
 * How the client reaches the service.
 *
 * @public
 */
export interface MilepostClientOptions {
  /** The base URL of the service, or of `plugin-milepost-backend`; asked for before each request. */
  baseUrl: () => string | Promise<string>;
  /** Sends the request, with credentials. By default the global `fetch`. */
  fetch?: (input: Request) => Promise<Response>;
}

// Requests are made before the base URL is known, and need one.
const PLACEHOLDER = 'http://milepost.invalid';

/**
 * Makes a client.
 *
 * @public
 */
export function createMilepostClient(
  options: MilepostClientOptions,
): MilepostClient {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  return createClient<paths>({
    baseUrl: PLACEHOLDER,
    // Lists are repeated parameters, as the contract has them.
    querySerializer: { array: { style: 'form', explode: true } },
    fetch: async (request: Request) => {
      const base = (await options.baseUrl()).replace(/\/+$/, '');
      const response = await send(
        new Request(base + request.url.slice(PLACEHOLDER.length), request),
      );
      if (!response.ok && response.status !== 304) {
        throw await ResponseError.fromResponse(
          response as Parameters<typeof ResponseError.fromResponse>[0],
        );
      }
      return response;
    },
  });
}
