/**
 * The same for apps of the old frontend system.
 *
 * @packageDocumentation
 */
import {
  compatWrapper,
  convertLegacyRouteRef,
} from '@backstage/core-compat-api';
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { ComponentType } from 'react';
import { DefaultMilepostApi } from './api/DefaultMilepostApi';
import { milepostApiRef } from './api/MilepostApi';
import type { ErrorBudgetsCardProps } from './components/cards/ErrorBudgetsCard';
import type { FourKeysCardProps } from './components/cards/FourKeysCard';
import type { PolicyCardProps } from './components/cards/PolicyCard';
import { deliveryRouteRef, rootRouteRef } from './routes';

export type { ErrorBudgetsCardProps, FourKeysCardProps, PolicyCardProps };

const legacyRoot = convertLegacyRouteRef(rootRouteRef);
const legacyDelivery = convertLegacyRouteRef(deliveryRouteRef);

/**
 * The plugin, for apps of the old frontend system.
 *
 * @public
 */
export const milepostLegacyPlugin = createPlugin({
  id: 'milepost',
  routes: { root: legacyRoot, delivery: legacyDelivery },
  apis: [
    createApiFactory({
      api: milepostApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DefaultMilepostApi(deps),
    }),
  ],
});

/** The components use the new system; this lets them find what they need in an old app. */
function compatible<P extends {}>(Component: ComponentType<P>) {
  return (props: P) => compatWrapper(<Component {...props} />);
}

/**
 * The page "Milepost".
 *
 * @public
 */
export const MilepostPage = milepostLegacyPlugin.provide(
  createRoutableExtension({
    name: 'MilepostPage',
    component: () =>
      import('./components/page/LegacyPage').then(m =>
        compatible(m.LegacyPage),
      ),
    mountPoint: legacyRoot,
  }),
);

/**
 * The entity tab "Delivery".
 *
 * @public
 */
export const EntityMilepostDeliveryContent = milepostLegacyPlugin.provide(
  createRoutableExtension({
    name: 'EntityMilepostDeliveryContent',
    component: () =>
      import('./components/delivery/DeliveryContent').then(m =>
        compatible(m.DeliveryContent),
      ),
    mountPoint: legacyDelivery,
  }),
);

/**
 * The card of the four keys.
 *
 * @public
 */
export const EntityMilepostFourKeysCard = milepostLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityMilepostFourKeysCard',
    component: {
      lazy: () =>
        import('./components/cards/FourKeysCard').then(m =>
          compatible<FourKeysCardProps>(m.FourKeysCard),
        ),
    },
  }),
);

/**
 * The card of the error budgets.
 *
 * @public
 */
export const EntityMilepostErrorBudgetsCard = milepostLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityMilepostErrorBudgetsCard',
    component: {
      lazy: () =>
        import('./components/cards/ErrorBudgetsCard').then(m =>
          compatible<ErrorBudgetsCardProps>(m.ErrorBudgetsCard),
        ),
    },
  }),
);

/**
 * The card of the golden path.
 *
 * @public
 */
export const EntityMilepostGoldenPathCard = milepostLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityMilepostGoldenPathCard',
    component: {
      lazy: () =>
        import('./components/cards/GoldenPathCard').then(m =>
          compatible(m.GoldenPathCard),
        ),
    },
  }),
);

/**
 * The card of the policies.
 *
 * @public
 */
export const EntityMilepostPolicyCard = milepostLegacyPlugin.provide(
  createComponentExtension({
    name: 'EntityMilepostPolicyCard',
    component: {
      lazy: () =>
        import('./components/cards/PolicyCard').then(m =>
          compatible<PolicyCardProps>(m.PolicyCard),
        ),
    },
  }),
);
