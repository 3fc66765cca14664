import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import {
  createMilepostBackendClient,
  type MilepostClient,
  retryAfterMs,
} from '@milepost/backstage-plugin-milepost-common';

const ATTEMPTS = 4;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Makes the client of one run of an action. It calls as the scaffolder, not as the user, so that a user needs no role of
 * the service for what an action does for him.
 */
export function clientOf(options: {
  auth: AuthService;
  config: RootConfigService;
  signal?: AbortSignal;
}): MilepostClient {
  const { auth, config, signal } = options;
  return createMilepostBackendClient({
    baseUrl: () => config.getString('milepost.baseUrl'),
    token: async () => {
      const { token } = await auth.getPluginRequestToken({
        onBehalfOf: await auth.getOwnServiceCredentials(),
        targetPluginId: 'milepost',
      });
      return token;
    },
    send: request => send(request, signal),
  });
}

/**
 * Sends a request again if the service is busy or away. Each request of an action is idempotent, by its key or by the id of
 * its event.
 */
async function send(request: Request, signal?: AbortSignal): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const isLast = attempt === ATTEMPTS;
    try {
      const response = await fetch(request.clone(), { signal });
      const isBusy = response.status === 429 || response.status === 503;
      if (!isBusy || isLast) {
        return response;
      }
      await pause(retryAfterMs(response) ?? attempt * 1000, signal);
    } catch (error) {
      if (isLast || signal?.aborted) {
        throw error;
      }
      await pause(attempt * 1000, signal);
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(ms, LONGEST_PAUSE_MS));
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}

/** The key of a step of a run: a step that is run again after a restart asks for the same. */
export function keyOf(ctx: {
  task: { id: string };
  step?: { id?: string };
}): string {
  return `task/${ctx.task.id}/${ctx.step?.id ?? ''}`;
}
