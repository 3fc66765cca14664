import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createCorrelationAction } from './actions/correlation';
import { createEventAction } from './actions/event';
import { createPolicyAction } from './actions/policy';
import { createUpgradeAction } from './actions/upgrade';

/**
 * Registers Milepost's actions with the scaffolder.
 *
 * @public
 */
export const scaffolderModuleMilepost = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'milepost',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
      },
      async init({ actions, auth, config }) {
        // Says at the start, not in the first run, that it is missing.
        config.getString('milepost.baseUrl');
        actions.addActions(
          createCorrelationAction({ auth, config }),
          createEventAction({ auth, config }),
          createPolicyAction({ auth, config }),
          createUpgradeAction({ auth, config }),
        );
      },
    });
  },
});
