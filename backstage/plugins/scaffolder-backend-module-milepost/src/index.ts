/**
 * Scaffolder actions of Milepost.
 *
 * @packageDocumentation
 */
export { scaffolderModuleMilepost as default } from './module';
