import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { Changes } from './changes';
import { MilepostProcessor } from './processor';
import { clientOf } from './service';
import { readSettings } from './settings';
import { CatalogSync } from './sync';
import { Validator } from './validator';

const SYNC_TIMEOUT_MS = 60_000;

/**
 * Validates the entities of the catalog by Milepost, and sends them to it.
 *
 * @public
 */
export const catalogModuleMilepost = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'milepost',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, logger, processing, scheduler }) {
        // Says at the start, not with the first entity, that it is missing.
        config.getString('milepost.baseUrl');
        const settings = readSettings(config);
        const { sync, validation } = settings;
        const changes = new Changes();
        processing.addProcessor(
          new MilepostProcessor({
            changes: sync.enabled ? changes : undefined,
            settings,
            validator: validation.enabled
              ? new Validator({
                  client: clientOf({
                    auth,
                    config,
                    timeoutMs: validation.timeoutMs,
                  }),
                  logger,
                })
              : undefined,
          }),
        );
        if (sync.enabled) {
          const catalogSync = new CatalogSync({
            auth,
            catalog,
            changes,
            client: clientOf({ auth, config, timeoutMs: SYNC_TIMEOUT_MS }),
            logger,
            settings,
          });
          await scheduler.scheduleTask({
            ...sync.schedule,
            id: 'milepost-full-sync',
            fn: signal => catalogSync.sendAll(signal),
          });
          await scheduler.scheduleTask({
            id: 'milepost-changes',
            // Each replica knows the changes that it has processed.
            scope: 'local',
            frequency: { milliseconds: sync.intervalMs },
            timeout: { minutes: 10 },
            fn: signal => catalogSync.sendChanges(signal),
          });
        }
      },
    });
  },
});
