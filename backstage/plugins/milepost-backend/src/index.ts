/**
 * The backend plugin of Milepost.
 *
 * @packageDocumentation
 */
export { milepostPlugin as default } from './plugin';
