import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { MILEPOST_TELEMETRY_KEY_ANNOTATION } from './annotations';

/**
 * What the service calls an entity: its telemetry key if the catalog has one, else its entity ref.
 *
 * @public
 */
export function serviceOf(entity: Entity): string {
  const key =
    entity.metadata.annotations?.[MILEPOST_TELEMETRY_KEY_ANNOTATION]?.trim();
  return key || stringifyEntityRef(entity);
}
