import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Allows a user to read what Milepost knows. What a user may read of it is decided by the service.
 *
 * @public
 */
export const milepostReadPermission = createPermission({
  name: 'milepost.read',
  attributes: { action: 'read' },
});

/**
 * Allows a user to change something in Milepost: to promote a version, to approve a waiver, to correct an objective. What
 * a user may change is decided by the service.
 *
 * @public
 */
export const milepostChangePermission = createPermission({
  name: 'milepost.change',
  attributes: { action: 'update' },
});

/**
 * All permissions of Milepost.
 *
 * @public
 */
export const milepostPermissions = [
  milepostReadPermission,
  milepostChangePermission,
];
