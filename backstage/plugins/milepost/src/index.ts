/**
 * Four keys, golden paths, objectives and policies in Backstage.
 *
 * @packageDocumentation
 */
export { milepostPlugin as default } from './plugin';
export { milepostApiRef } from './api/MilepostApi';
export type { FirstPage, MilepostApi } from './api/MilepostApi';
export type * from './api/types';
export { milepostTranslationRef } from './translation';
