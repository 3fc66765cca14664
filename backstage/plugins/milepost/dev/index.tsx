// This is an app, if only one to develop with.
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend
import '@backstage/ui/css/styles.css';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import ReactDOM from 'react-dom/client';
import milepostPlugin, { milepostApiRef } from '../src';
import { DefaultMilepostApi } from '../src/api/DefaultMilepostApi';

const entities: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'payments-api', namespace: 'default' },
    spec: {
      type: 'service',
      owner: 'team-payments',
      lifecycle: 'production',
    },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'team-payments', namespace: 'default' },
    spec: { type: 'team', children: [] },
  },
];

// The catalog is in memory, and the backend plugin is the stub beside this file.
const catalog = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: catalogApiRef,
          deps: {},
          factory: () => new InMemoryCatalogClient({ entities }),
        }),
    }),
  ],
});

const milepost = createFrontendModule({
  pluginId: 'milepost',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: milepostApiRef,
          deps: {},
          factory: () =>
            new DefaultMilepostApi({
              discoveryApi: { getBaseUrl: async () => 'http://localhost:7008' },
              fetchApi: { fetch: (...args) => fetch(...args) },
            }),
        }),
    }),
  ],
});

// This card of the catalog needs an app of its own.
const withoutAbout = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    EntityCardBlueprint.make({
      name: 'about',
      params: { loader: async () => <></> },
    }),
  ],
});

const app = createApp({
  features: [catalogPlugin, milepostPlugin, catalog, withoutAbout, milepost],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
