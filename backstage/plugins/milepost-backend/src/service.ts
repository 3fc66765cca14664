import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  createMilepostBackendClient,
  type MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';

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

/** Makes a client that calls with the given credentials. */
export function clientWith(
  options: ServiceOptions,
  credentials: () => Promise<BackstageCredentials>,
): MilepostClient {
  return createMilepostBackendClient({
    baseUrl: () => options.baseUrl,
    token: async () => tokenFor(options.auth, await credentials()),
  });
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
