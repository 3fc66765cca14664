import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  createMilepostBackendClient,
  type MilepostClient,
  sendWithin,
} from '@milepost/backstage-plugin-milepost-common';

/** Makes a client that calls as the catalog. */
export function clientOf(options: {
  auth: AuthService;
  config: RootConfigService;
  timeoutMs: number;
}): MilepostClient {
  const { auth, config, timeoutMs } = options;
  return createMilepostBackendClient({
    baseUrl: () => config.getString('milepost.baseUrl'),
    token: async () => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'milepost',
      });
      return token;
    },
    send: sendWithin(timeoutMs),
  });
}
