import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type RootConfigService,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { type Entity, DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';

const MOST_ENTITIES = 1000;

/** What the configuration says of this module. */
export interface Settings {
  isSkipped: (entity: Entity) => boolean;
  validation: {
    enabled: boolean;
    blocking: 'status' | 'error';
    maxAgeMs: number;
    timeoutMs: number;
  };
  sync: {
    enabled: boolean;
    schedule: SchedulerServiceTaskScheduleDefinition;
    intervalMs: number;
    batchSize: number;
  };
}

/** Reads the configuration, and says what is wrong with it. */
export function readSettings(root: RootConfigService): Settings {
  const at = 'milepost.catalog';
  const schedule = root.getOptionalConfig(`${at}.sync.schedule`);
  return {
    isSkipped: readFilter(root),
    validation: {
      enabled: root.getOptionalBoolean(`${at}.validation.enabled`) ?? true,
      blocking: readBlocking(root, `${at}.validation.blocking`),
      maxAgeMs: duration(root, `${at}.validation.maxAge`, { days: 1 }),
      timeoutMs: duration(root, `${at}.validation.timeout`, { seconds: 10 }),
    },
    sync: {
      enabled: root.getOptionalBoolean(`${at}.sync.enabled`) ?? true,
      schedule: schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : {
            frequency: { hours: 1 },
            initialDelay: { minutes: 1 },
            timeout: { minutes: 55 },
          },
      intervalMs: duration(root, `${at}.sync.interval`, { seconds: 15 }),
      batchSize: readBatchSize(root, `${at}.sync.batchSize`),
    },
  };
}

function readFilter(root: RootConfigService): (entity: Entity) => boolean {
  const rules = (
    root.getOptionalConfigArray('milepost.catalog.skip') ?? []
  ).map(rule => ({
    kind: rule.getOptionalString('kind'),
    namespace: rule.getOptionalString('namespace'),
    type: rule.getOptionalString('type'),
    annotation: rule.getOptionalString('annotation'),
  }));
  if (rules.some(rule => !Object.values(rule).some(Boolean))) {
    throw new Error(
      'An item of milepost.catalog.skip names nothing, and would skip all entities.',
    );
  }
  return entity =>
    rules.some(
      rule =>
        isAs(rule.kind, entity.kind) &&
        isAs(rule.namespace, entity.metadata.namespace ?? DEFAULT_NAMESPACE) &&
        isAs(rule.type, entity.spec?.type) &&
        (!rule.annotation ||
          entity.metadata.annotations?.[rule.annotation] !== undefined),
    );
}

function isAs(asked: string | undefined, value: unknown): boolean {
  return (
    !asked ||
    (typeof value === 'string' && value.toLowerCase() === asked.toLowerCase())
  );
}

function readBlocking(
  root: RootConfigService,
  key: string,
): 'status' | 'error' {
  const value = root.getOptionalString(key) ?? 'status';
  if (value !== 'status' && value !== 'error') {
    throw new Error(`${key} is ${value}, which is neither status nor error.`);
  }
  return value;
}

function readBatchSize(root: RootConfigService, key: string): number {
  const size = root.getOptionalNumber(key) ?? 500;
  if (!Number.isInteger(size) || size < 1 || size > MOST_ENTITIES) {
    throw new Error(`${key} is ${size}, which is not 1 to ${MOST_ENTITIES}.`);
  }
  return size;
}

function duration(
  root: RootConfigService,
  key: string,
  fallback: HumanDuration,
): number {
  return durationToMilliseconds(
    root.has(key) ? readDurationFromConfig(root, { key }) : fallback,
  );
}
