import {
  coreServices,
  createBackendPlugin,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { readDurationFromConfig } from '@backstage/config';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { milepostPermissions } from '@milepost/backstage-plugin-milepost-common';
import { registerActions } from './actions';
import { databaseMemory, type Memory } from './notifications/memory';
import { Notifier, type Topic, TOPICS } from './notifications/notifier';
import { createRouter } from './router';
import { ScaffoldReporter } from './scaffolder/reporter';
import { ScaffolderTasks } from './scaffolder/tasks';
import { clientOfPlugin } from './service';

/**
 * Connects Backstage and the Milepost service: hands calls on, sends the runs of the scaffolder, notifies owners, and
 * registers actions.
 *
 * @public
 */
export const milepostPlugin = createBackendPlugin({
  pluginId: 'milepost',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auth: coreServices.auth,
        cache: coreServices.cache,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const { auth, config, logger, scheduler } = deps;
        const baseUrl = config.getString('milepost.baseUrl');
        const client = clientOfPlugin({ auth, baseUrl });

        deps.permissionsRegistry.addPermissions(milepostPermissions);
        deps.httpRouter.use(
          createRouter({
            ...deps,
            baseUrl,
            timeoutMs: duration(config, 'milepost.timeout', { seconds: 60 }),
          }),
        );
        registerActions({ ...deps, baseUrl });

        if (isEnabled(config, 'milepost.scaffolder')) {
          const reporter = new ScaffoldReporter({
            ...deps,
            client,
            tasks: new ScaffolderTasks(deps),
            secretParameters:
              config.getOptionalStringArray(
                'milepost.scaffolder.secretParameters',
              ) ?? [],
            lookbackMs: duration(config, 'milepost.scaffolder.lookback', {
              days: 2,
            }),
          });
          await deps.events.subscribe({
            id: 'milepost',
            topics: ['scaffolder.task'],
            onEvent: async ({ eventPayload }) => reporter.onEvent(eventPayload),
          });
          await scheduler.scheduleTask({
            ...schedule(config, 'milepost.scaffolder.schedule'),
            id: 'milepost-scaffolder',
            fn: () => reporter.reconcile(),
          });
        }

        if (isEnabled(config, 'milepost.notifications')) {
          let memory: Promise<Memory> | undefined;
          const notifier = new Notifier({
            client,
            logger,
            // A database that is away at the start does not stop the rest.
            memory: () => {
              memory ??= databaseMemory(deps.database);
              memory.catch(() => {
                memory = undefined;
              });
              return memory;
            },
            notifications: deps.notifications,
            topics: topicsOf(config),
          });
          await scheduler.scheduleTask({
            ...schedule(config, 'milepost.notifications.schedule'),
            id: 'milepost-notifications',
            fn: () => notifier.poll(),
          });
        }
      },
    });
  },
});

function isEnabled(config: RootConfigService, key: string): boolean {
  return config.getOptionalBoolean(`${key}.enabled`) ?? true;
}

function duration(
  config: RootConfigService,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : fallback,
  );
}

function schedule(
  config: RootConfigService,
  key: string,
): SchedulerServiceTaskScheduleDefinition {
  const configured = config.getOptionalConfig(key);
  return configured
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(configured)
    : {
        frequency: { minutes: 10 },
        initialDelay: { minutes: 1 },
        timeout: { minutes: 30 },
      };
}

function topicsOf(config: RootConfigService): Topic[] {
  const key = 'milepost.notifications.topics';
  const asked = config.getOptionalStringArray(key);
  const unknown = asked?.find(topic => !TOPICS.some(known => known === topic));
  if (unknown) {
    throw new Error(
      `${key} has ${unknown}, which is none of ${TOPICS.join(', ')}.`,
    );
  }
  return TOPICS.filter(topic => !asked || asked.includes(topic));
}
