/**
 * Validates the entities of the catalog by Milepost, and sends them to it.
 *
 * @packageDocumentation
 */
export { catalogModuleMilepost as default } from './module';
