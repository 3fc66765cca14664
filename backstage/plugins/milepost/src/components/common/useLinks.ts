import { DEFAULT_NAMESPACE, parseEntityRef } from '@backstage/catalog-model';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { deliveryRouteRef, type Part, PARTS, rootRouteRef } from '../../routes';
import type { RecordKind } from './fourKeys';

const newEntityRouteRef = convertLegacyRouteRef(entityRouteRef);

/** Where things are shown; undefined where the app does not have the page. */
export function useLinks() {
  const root = useRouteRef(rootRouteRef);
  const entity = useRouteRef(newEntityRouteRef);
  return {
    page: (part: Part, query?: Record<string, string>) => {
      const search = query ? `?${new URLSearchParams(query)}` : '';
      return root && `${root()}/${PARTS[part]}${search}`;
    },
    entity: (ref: string, defaultKind = 'Component') => {
      try {
        const { kind, namespace, name } = parseEntityRef(ref, {
          defaultKind,
          defaultNamespace: DEFAULT_NAMESPACE,
        });
        return entity?.({
          kind: kind.toLocaleLowerCase('en-US'),
          namespace: namespace.toLocaleLowerCase('en-US'),
          name: name.toLocaleLowerCase('en-US'),
        });
      } catch {
        // Names of services need not be refs.
        return undefined;
      }
    },
  };
}

/** A ref of the default namespace as people say it. */
export function shortRef(ref: string): string {
  return ref.replace(/^(group|user):(default\/)?/, '');
}

/** Where the records of an entity are shown. Only within the entity's page: the tab has no address without its entity. */
export function useRecordLinks() {
  const delivery = useRouteRef(deliveryRouteRef);
  return (kind: RecordKind) => delivery && `${delivery()}?records=${kind}`;
}
