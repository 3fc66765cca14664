import type {
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { checkRequest } from './permissions';
import { unreachable } from '@milepost/backstage-plugin-milepost-common';
import { tokenFor } from './service';

const API = '/api/v1';

// All other headers stay here: cookies and credentials of Backstage, and those that change where a request goes.
const REQUEST_HEADERS = [
  'accept',
  'content-encoding',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
];

const RESPONSE_HEADERS = [
  'content-disposition',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
  'warning',
];

/** What the router needs of Backstage. */
export interface RouterOptions {
  baseUrl: string;
  timeoutMs: number;
  auth: AuthService;
  httpAuth: HttpAuthService;
  logger: LoggerService;
  permissions: PermissionsService;
}

/**
 * Hands requests on to the API of the service. It calls with the token of this plugin and for the user, if there is one, so
 * that the service decides what the user may read. Neither the browser nor the service needs CORS.
 */
export function createRouter(options: RouterOptions): express.Router {
  const { auth, httpAuth, logger, permissions } = options;
  const router = Router();

  router.use(API, async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    // What follows the mount point is as it was sent, so that encoded slashes of entity refs stay encoded.
    const [path, query] = split(API + request.url);
    await checkRequest(permissions, credentials, request.method, path);
    const answer = await ask(options, {
      url: new URL(
        options.baseUrl.replace(/\/+$/, '') + path + (query ? `?${query}` : ''),
      ),
      token: await tokenFor(auth, credentials),
      request,
      response,
    });
    if (!answer) {
      return;
    }
    response.status(answer.status);
    for (const name of RESPONSE_HEADERS) {
      const value = answer.headers.get(name);
      if (value !== null) {
        response.setHeader(name, value);
      }
    }
    // What one user may read is not kept for another.
    response.setHeader('cache-control', 'private, no-cache');
    if (!answer.body) {
      response.end();
      return;
    }
    try {
      await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
    } catch (error) {
      // The status is sent already. The response is destroyed, so that nobody takes a part of it for the whole.
      logger.debug(`An answer of Milepost was cut off: ${error}`);
    }
  });

  return router;
}

/** Segments that lead elsewhere, such as `..`, would give a request another path than the one that was checked. */
function split(url: string): [path: string, query: string] {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  if (/(^|[/\\])(\.|%2e){1,2}([/\\]|$)/i.test(path) || path.includes('\\')) {
    throw new InputError('The path has segments that lead elsewhere.');
  }
  return [path, at < 0 ? '' : url.slice(at + 1)];
}

/** Sends a request on. Returns nothing if its client has gone meanwhile. */
async function ask(
  { baseUrl, timeoutMs, logger }: RouterOptions,
  sent: {
    url: URL;
    token: string;
    request: express.Request;
    response: express.Response;
  },
): Promise<Response | undefined> {
  const { url, token, request, response } = sent;
  const abort = new AbortController();
  response.on('close', () => abort.abort());
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    abort.abort();
  }, timeoutMs);
  try {
    const answer = await fetch(url, {
      method: request.method,
      headers: {
        ...headersOf(request),
        authorization: `Bearer ${token}`,
      },
      // An address that the service sends on to would be called with the token.
      redirect: 'manual',
      signal: abort.signal,
      ...bodyOf(request),
    });
    if (answer.status === 401) {
      await answer.body?.cancel();
      throw new ServiceUnavailableError(
        'Milepost does not accept the tokens of this Backstage. Check milepost.access.backstage.NAME.url of the service, ' +
          'and that the service reaches this address.',
      );
    }
    return answer;
  } catch (error) {
    if (error instanceof ServiceUnavailableError) {
      throw error;
    }
    if (isLate) {
      throw new ServiceUnavailableError(
        `Milepost did not answer within ${timeoutMs} ms. Ask for less, or set milepost.timeout.`,
      );
    }
    if (abort.signal.aborted) {
      return undefined;
    }
    const failure = unreachable(error);
    logger.warn(`${failure.message} It is ${baseUrl}.`);
    throw failure;
  } finally {
    clearTimeout(timer);
  }
}

function headersOf(request: express.Request): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of REQUEST_HEADERS) {
    const value = request.get(name);
    if (value !== undefined) {
      headers[name] = value;
    }
  }
  return headers;
}

function bodyOf(request: express.Request): RequestInit {
  const hasBody =
    request.get('transfer-encoding') !== undefined ||
    Number(request.get('content-length') ?? 0) > 0;
  if (!hasBody || request.method === 'GET' || request.method === 'HEAD') {
    return {};
  }
  return {
    body: Readable.toWeb(request) as unknown as BodyInit,
    // A body that is streamed needs it. The types of the DOM do not have it yet.
    duplex: 'half',
  } as RequestInit;
}
