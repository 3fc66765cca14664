/**
 * Types, client and permissions of Milepost.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './backendClient';
export * from './client';
export * from './permissions';
export * from './service';
export type { components, operations, paths } from './schema/openapi';
