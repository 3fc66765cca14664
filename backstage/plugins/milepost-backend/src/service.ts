import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import {
  createMilepostClient,
  type MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';

const TIMEOUT_MS = 60_000;

/** How the service is reached. */
export interface ServiceOptions {
  baseUrl: string;
  auth: AuthService;
}

/** The token for calls of this plugin to the service, for a user if the credentials are a user's. */
export async function tokenFor(
  auth: AuthService,
  credentials: BackstageCredentials,
): Promise<string> {
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: credentials,
    targetPluginId: 'milepost',
  });
  return token;
}

/** Makes a client that calls with the given credentials. A refusal is thrown as the error that the service names. */
export function clientWith(
  options: ServiceOptions,
  credentials: () => Promise<BackstageCredentials>,
): MilepostClient {
  return createMilepostClient({
    baseUrl: () => options.baseUrl,
    fetch: async request => {
      const token = await tokenFor(options.auth, await credentials());
      request.headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(request, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch(error => {
        throw unreachable(error);
      });
      if (!response.ok) {
        // Its message says more than that of a failed response, and its status is still that of the service.
        const refusal = await ResponseError.fromResponse(response);
        throw Object.assign(refusal.cause, { statusCode: response.status });
      }
      return response;
    },
  });
}

/** The error of a service that did not answer. Its own message may have addresses that users need not know. */
export function unreachable(error: unknown): ServiceUnavailableError {
  const { cause, name } = error as { cause?: { code?: string }; name?: string };
  const reason =
    cause?.code ?? (name === 'TimeoutError' ? 'too slow' : 'no connection');
  return new ServiceUnavailableError(
    `Milepost cannot be reached (${reason}). Check milepost.baseUrl of Backstage, and that the service runs.`,
  );
}

/** Makes a client that calls as this plugin. */
export function clientOfPlugin(options: ServiceOptions): MilepostClient {
  return clientWith(options, () => options.auth.getOwnServiceCredentials());
}

/** Reads all pages of a list. */
export async function* itemsOf<T>(
  page: (
    cursor: string | undefined,
  ) => Promise<{ items: T[]; next_cursor: string | null } | undefined>,
): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const read = await page(cursor);
    yield* read?.items ?? [];
    cursor = read?.next_cursor ?? undefined;
  } while (cursor);
}
