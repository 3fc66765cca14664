import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  milepost: {
    /**
     * The base URL of the Milepost service, such as http://milepost.platform:8080.
     */
    baseUrl: string;

    /**
     * How long the service may take to begin its answer to a call from the browser. Default: 60 seconds.
     */
    timeout?: HumanDuration | string;

    /**
     * The runs of the scaffolder, which are sent as events.
     */
    scaffolder?: {
      /**
       * Whether runs are sent. Default: true.
       */
      enabled?: boolean;
      /**
       * When missed runs are looked for. Default: each 10 minutes.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * The age of the oldest run that is looked for. Default: 2 days.
       */
      lookback?: HumanDuration | string;
      /**
       * Names of parameters that are never sent, in upper or lower case, in addition to those that a template declares as secret and those
       * whose names say it, such as `password`.
       */
      secretParameters?: string[];
    };

    /**
     * The notifications to owners.
     */
    notifications?: {
      /**
       * Whether owners are notified. Default: true. Needs the notifications backend.
       */
      enabled?: boolean;
      /**
       * When the service is asked for what is new. Default: each 10 minutes.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      /**
       * What owners are notified of. Default: all.
       */
      topics?: Array<'budgets' | 'denials' | 'upgrades'>;
    };
  };
}
