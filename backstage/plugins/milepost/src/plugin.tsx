import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiFlagLine } from '@remixicon/react';
import { z } from 'zod/v4';
import { milepostApiRef } from './api/MilepostApi';
import { DefaultMilepostApi } from './api/DefaultMilepostApi';
import { deliveryRouteRef, type Part, PARTS, rootRouteRef } from './routes';
import { milepostTranslationRef } from './translation';

const TIERS = [
  'production',
  'staging',
  'testing',
  'development',
  'other',
] as const;

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: milepostApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DefaultMilepostApi(deps),
    }),
});

const page = PageBlueprint.make({
  params: {
    path: '/milepost',
    title: milepostTranslationRef('page.title'),
    icon: <RiFlagLine />,
    routeRef: rootRouteRef,
  },
});

const part = (name: Part, loader: () => Promise<JSX.Element>) =>
  SubPageBlueprint.make({
    attachTo: { id: 'page:milepost', input: 'pages' },
    name: PARTS[name],
    params: {
      path: PARTS[name],
      title: milepostTranslationRef(`page.${name}`),
      loader,
    },
  });

const parts = [
  part('teams', () =>
    import('./components/page/TeamsPart').then(m => <m.TeamsPart />),
  ),
  part('goldenPaths', () =>
    import('./components/page/GoldenPathsPart').then(m => (
      <m.GoldenPathsPart />
    )),
  ),
  part('objectives', () =>
    import('./components/page/ObjectivesPart').then(m => <m.ObjectivesPart />),
  ),
  part('policies', () =>
    import('./components/page/PoliciesPart').then(m => <m.PoliciesPart />),
  ),
  part('pipeline', () =>
    import('./components/page/PipelinePart').then(m => <m.PipelinePart />),
  ),
];

const fourKeysCard = EntityCardBlueprint.makeWithOverrides({
  name: 'four-keys',
  configSchema: {
    days: z.number().int().min(1).max(366).default(30),
    environment: z.enum(TIERS).default('production'),
  },
  factory: (originalFactory, { config: { days, environment } }) =>
    originalFactory({
      filter: { kind: 'component' },
      loader: () =>
        import('./components/cards/FourKeysCard').then(m => (
          <m.FourKeysCard days={days} environment={environment} />
        )),
    }),
});

const errorBudgetsCard = EntityCardBlueprint.makeWithOverrides({
  name: 'error-budgets',
  configSchema: { objectives: z.enum(['service', 'owner']).optional() },
  factory: (originalFactory, { config: { objectives } }) =>
    originalFactory({
      filter: { kind: { $in: ['component', 'group'] } },
      loader: () =>
        import('./components/cards/ErrorBudgetsCard').then(m => (
          <m.ErrorBudgetsCard objectives={objectives} />
        )),
    }),
});

const goldenPathCard = EntityCardBlueprint.make({
  name: 'golden-path',
  params: {
    filter: { kind: 'component' },
    loader: () =>
      import('./components/cards/GoldenPathCard').then(m => (
        <m.GoldenPathCard />
      )),
  },
});

const policyCard = EntityCardBlueprint.makeWithOverrides({
  name: 'policy',
  configSchema: { days: z.number().int().min(1).max(366).default(30) },
  factory: (originalFactory, { config: { days } }) =>
    originalFactory({
      filter: { kind: 'component' },
      loader: () =>
        import('./components/cards/PolicyCard').then(m => (
          <m.PolicyCard days={days} />
        )),
    }),
});

const deliveryContent = EntityContentBlueprint.make({
  name: 'delivery',
  params: {
    path: '/delivery',
    title: milepostTranslationRef('tab'),
    routeRef: deliveryRouteRef,
    filter: { kind: 'component' },
    loader: () =>
      import('./components/delivery/DeliveryContent').then(m => (
        <m.DeliveryContent />
      )),
  },
});

/**
 * The plugin, for apps of the new frontend system.
 *
 * @public
 */
export const milepostPlugin = createFrontendPlugin({
  pluginId: 'milepost',
  title: 'Milepost',
  icon: <RiFlagLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, delivery: deliveryRouteRef },
  extensions: [
    api,
    page,
    ...parts,
    fourKeysCard,
    errorBudgetsCard,
    goldenPathCard,
    policyCard,
    deliveryContent,
  ],
});
