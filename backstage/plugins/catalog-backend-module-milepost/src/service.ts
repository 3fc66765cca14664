import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import {
  createMilepostClient,
  type MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';

/** An error that the service answered with. */
export interface Refusal extends Error {
  statusCode?: number;
  retryAfterMs?: number;
}

/** Makes a client that calls as the catalog. */
export function clientOf(options: {
  auth: AuthService;
  config: RootConfigService;
  timeoutMs: number;
}): MilepostClient {
  const { auth, config, timeoutMs } = options;
  return createMilepostClient({
    baseUrl: () => config.getString('milepost.baseUrl'),
    fetch: async request => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'milepost',
      });
      request.headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(request, {
        signal: AbortSignal.timeout(timeoutMs),
      }).catch(error => {
        // The message of fetch does not say why.
        throw new ServiceUnavailableError(
          `Milepost cannot be reached (${error.cause?.code ?? error.name})`,
        );
      });
      if (!response.ok) {
        const seconds = Number(response.headers.get('retry-after') ?? NaN);
        const { cause } = await ResponseError.fromResponse(response);
        throw Object.assign(cause, {
          statusCode: response.status,
          retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
        });
      }
      return response;
    },
  });
}
