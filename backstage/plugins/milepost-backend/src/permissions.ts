import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  milepostChangePermission,
  milepostReadPermission,
} from '@milepost/backstage-plugin-milepost-common';

/** The requests that only ask, although their method is POST. */
const QUESTIONS = [
  /^\/api\/v1\/services\/[^/]+\/upgrade-plan$/,
  /^\/api\/v1\/slos\/preview$/,
  /^\/api\/v1\/templates\/resolve$/,
  /^\/api\/v1\/catalog\/validate$/,
];

/** Throws if Backstage's permission policy does not grant a request to the service. */
export async function checkRequest(
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
