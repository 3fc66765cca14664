import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { createHash } from 'node:crypto';

const OWN = ['uid', 'etag', 'generation'];

/** The content of an entity without what the catalog adds to it, which the service ignores, too. */
export function contentOf(entity: Entity): Entity {
  const { relations, status, ...content } = entity as AlphaEntity;
  return {
    ...content,
    metadata: Object.fromEntries(
      Object.entries(entity.metadata).filter(([name]) => !OWN.includes(name)),
    ) as Entity['metadata'],
  };
}

/** A digest of the content, whatever the order of its members. */
export function digestOf(entity: Entity): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(contentOf(entity))))
    .digest('base64url');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
