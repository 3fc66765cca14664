/**
 * The annotation that names an entity in Milepost. Without it, an entity is called by its entity ref.
 *
 * @public
 */
export const MILEPOST_TELEMETRY_KEY_ANNOTATION = 'milepost.dev/telemetry-key';
