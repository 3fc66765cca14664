import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  milepostChangePermission,
  milepostReadPermission,
} from '@milepost/backstage-plugin-milepost-common';
import express from 'express';
import Router from 'express-promise-router';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** The requests that only ask, although their method is POST. */
const QUESTIONS = [
  /^\/api\/v1\/services\/[^/]+\/upgrade-plan$/,
  /^\/api\/v1\/slos\/preview$/,
  /^\/api\/v1\/templates\/resolve$/,
  /^\/api\/v1\/catalog\/validate$/,
];

const REQUEST_HEADERS = [
  'accept',
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
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/**
 * Hands requests on to the API of the service. It calls with the token of this plugin and for the user, if there is one, so
 * that the service decides what the user may read. Neither the browser nor the service needs CORS.
 */
export function createRouter(options: RouterOptions): express.Router {
  const { auth, httpAuth, permissions } = options;
  const base = new URL(options.baseUrl);
  const router = Router();

  router.use('/api/v1', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const path = `${request.baseUrl.slice(request.baseUrl.indexOf('/api/v1'))}${request.path}`;
    await check(permissions, credentials, request.method, path);
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'milepost',
    });
    const answer = await fetch(target(base, request), {
      method: request.method,
      headers: {
        ...pick(REQUEST_HEADERS, name => request.get(name)),
        authorization: `Bearer ${token}`,
      },
      redirect: 'manual',
      ...body(request),
    });
    response.status(answer.status);
    for (const [name, value] of Object.entries(
      pick(RESPONSE_HEADERS, header => answer.headers.get(header)),
    )) {
      response.setHeader(name, value);
    }
    // What one user may read is not kept for another.
    response.setHeader('cache-control', 'private, no-cache');
    if (answer.body) {
      await pipeline(Readable.fromWeb(answer.body as any), response);
    } else {
      response.end();
    }
  });

  return router;
}

async function check(
  permissions: PermissionsService,
  credentials: BackstageCredentials,
  method: string,
  path: string,
): Promise<void> {
  const isQuestion =
    method === 'GET' ||
    method === 'HEAD' ||
    (method === 'POST' && QUESTIONS.some(question => question.test(path)));
  const permission = isQuestion
    ? milepostReadPermission
    : milepostChangePermission;
  const [{ result }] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `The permission policy of Backstage does not grant ${permission.name}.`,
    );
  }
}

/** The address at the service. It has the path and the query as they were sent. */
function target(base: URL, request: express.Request): URL {
  const sent = request.originalUrl;
  const url = new URL(
    base.pathname.replace(/\/+$/, '') + sent.slice(sent.indexOf('/api/v1')),
    base,
  );
  // Segments such as `..` are resolved by URL, and must not lead out of the API.
  const prefix = `${base.pathname.replace(/\/+$/, '')}/api/v1/`;
  if (url.origin !== base.origin || !url.pathname.startsWith(prefix)) {
    throw new InputError('The path is outside of the API.');
  }
  return url;
}

function body(request: express.Request): RequestInit {
  return request.method === 'GET' || request.method === 'HEAD'
    ? {}
    : ({
        body: Readable.toWeb(request) as any,
        duplex: 'half',
      } as RequestInit);
}

function pick(
  names: string[],
  value: (name: string) => string | null | undefined,
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const found = value(name);
    if (found !== null && found !== undefined) {
      picked[name] = found;
    }
  }
  return picked;
}
