import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  milepost: {
    /**
     * The base URL of the Milepost service, such as http://milepost.platform:8080.
     */
    baseUrl: string;

    /**
     * The entities of the catalog, which are validated by Milepost and sent to it.
     */
    catalog?: {
      /**
       * Entities that are neither validated nor sent. An entity is skipped if all members of one of these are as it has them.
       */
      skip?: Array<{
        /**
         * The kind, in upper or lower case.
         */
        kind?: string;
        /**
         * The namespace, in upper or lower case.
         */
        namespace?: string;
        /**
         * The `spec.type`, in upper or lower case.
         */
        type?: string;
        /**
         * An annotation that it has, whatever its value.
         */
        annotation?: string;
      }>;

      /**
       * The validation of entities as the catalog processes them.
       */
      validation?: {
        /**
         * Whether entities are validated. Default: true.
         */
        enabled?: boolean;
        /**
         * What becomes of an entity with a finding that blocks it. `status`: it is shown with its findings. `error`: the catalog
         * keeps the entity as it was before. Default: status.
         */
        blocking?: 'status' | 'error';
        /**
         * The age of a verdict after which an entity that has not changed is validated again. Findings about references depend on the rest of
         * the catalog. Default: 1 day.
         */
        maxAge?: HumanDuration | string;
        /**
         * How long a validation may take. Default: 10 seconds.
         */
        timeout?: HumanDuration | string;
      };

      /**
       * The sync of entities to Milepost.
       */
      sync?: {
        /**
         * Whether entities are sent. Default: true.
         */
        enabled?: boolean;
        /**
         * When all entities are sent, and those that the catalog has no more are orphaned. Default: each hour.
         */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
        /**
         * The pause between two looks for changed entities. Default: 15 seconds.
         */
        interval?: HumanDuration | string;
        /**
         * The number of entities in a request, at most 1000. Default: 500.
         */
        batchSize?: number;
      };
    };
  };
}
