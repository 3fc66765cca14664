import type { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { DefaultMilepostApi } from '../api/DefaultMilepostApi';
import { milepostApiRef } from '../api/MilepostApi';
import { deliveryRouteRef, rootRouteRef } from '../routes';
import type { ContractServer } from './server';

/** The service of the examples of the contract. */
export const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'payments-api',
    namespace: 'default',
    annotations: { 'milepost.dev/telemetry-key': 'payments-api' },
  },
  spec: { type: 'service', owner: 'team-payments', lifecycle: 'production' },
};

/** Renders in an app whose plugin asks the server. */
export function renderWith(
  server: ContractServer,
  element: JSX.Element,
  options: { entity?: Entity; at?: string } = {},
) {
  const api = new DefaultMilepostApi({
    discoveryApi: { getBaseUrl: async () => server.url },
    fetchApi: { fetch },
  });
  return renderInTestApp(
    <TestApiProvider apis={[[milepostApiRef, api]]}>
      <EntityProvider entity={options.entity ?? component}>
        {element}
      </EntityProvider>
    </TestApiProvider>,
    {
      initialRouteEntries: [options.at ?? '/'],
      mountedRoutes: {
        '/milepost': rootRouteRef,
        '/delivery': deliveryRouteRef,
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
    },
  );
}
