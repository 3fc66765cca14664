import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import { createMilepostClient, type MilepostClient } from './client';

const TIMEOUT_MS = 60_000;

/**
 * An error that the service answered with. Its name and message are those of the service, which say more than those of a
 * failed response.
 *
 * @public
 */
export interface MilepostRefusal extends Error {
  /** The HTTP status; missing if the service did not answer. */
  statusCode?: number;
  /** How long the service asks to wait. */
  retryAfterMs?: number;
}

/**
 * How a plugin of a backend reaches the service.
 *
 * @public
 */
export interface MilepostBackendClientOptions {
  /** The base URL of the service. */
  baseUrl: () => string;
  /** The token for one request. */
  token: () => Promise<string>;
  /** Sends a request; by default once, with a timeout of a minute. */
  send?: (request: Request) => Promise<Response>;
}

/**
 * Makes a client for a plugin of a backend. Refusals are thrown as {@link MilepostRefusal}.
 *
 * @public
 */
export function createMilepostBackendClient(
  options: MilepostBackendClientOptions,
): MilepostClient {
  const send = options.send ?? sendWithin(TIMEOUT_MS);
  return createMilepostClient({
    baseUrl: options.baseUrl,
    fetch: async request => {
      request.headers.set('authorization', `Bearer ${await options.token()}`);
      const response = await send(request);
      if (!response.ok) {
        const { cause } = await ResponseError.fromResponse(response);
        throw Object.assign(cause, {
          statusCode: response.status,
          retryAfterMs: retryAfterMs(response),
        });
      }
      return response;
    },
  });
}

/**
 * Sends requests once, with a timeout.
 *
 * @public
 */
export function sendWithin(
  timeoutMs: number,
): (request: Request) => Promise<Response> {
  return async request => {
    try {
      return await fetch(request, { signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw unreachable(error);
    }
  };
}

/**
 * The error of a service that did not answer. The message of `fetch` does not say why, and may have addresses that users
 * need not know.
 *
 * @public
 */
export function unreachable(error: unknown): ServiceUnavailableError {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  const reason =
    cause?.code ?? (name === 'TimeoutError' ? 'too slow' : 'no connection');
  return new ServiceUnavailableError(
    `Milepost cannot be reached (${reason}). Check milepost.baseUrl of Backstage, and that the service runs.`,
  );
}

/**
 * How long a response asks to wait; undefined if it does not say.
 *
 * @public
 */
export function retryAfterMs(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
