import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type {
  AlphaEntity,
  EntityStatusItem,
} from '@backstage/catalog-model/alpha';
import type { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  type CatalogProcessor,
  type CatalogProcessorCache,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import type { JsonObject } from '@backstage/types';
import type { Changes } from './changes';
import { digestOf } from './digest';
import type { Settings } from './settings';
import type { Finding, Validator, Verdict } from './validator';

const STATUS_TYPE = 'milepost.dev/validation';
const KEY = 'milepost';

type Kept = {
  digest: string;
  rules?: string;
  findings?: Finding[];
  validatedAt?: number;
};

/** Validates the entities that the catalog processes, and notices those that have changed. */
export class MilepostProcessor implements CatalogProcessor {
  constructor(
    private readonly options: {
      changes?: Changes;
      settings: Pick<Settings, 'isSkipped' | 'validation'>;
      validator?: Validator;
    },
  ) {}

  getProcessorName(): string {
    return 'MilepostProcessor';
  }

  /** After all others, whose additions to the entity are validated, too. */
  getPriority(): number {
    return 100;
  }

  async postProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    if (this.options.settings.isSkipped(entity)) {
      return entity;
    }
    const digest = digestOf(entity);
    const kept = (await cache.get<JsonObject>(KEY)) as Kept | undefined;
    const verdict = await this.verdictOf(entity, digest, kept);
    const now: Kept = { digest };
    if (verdict) {
      Object.assign(now, verdict);
    }
    await cache.set(KEY, now as JsonObject);
    const findings = verdict?.findings ?? [];
    const blocking = findings.filter(finding => finding.blocking);
    if (
      blocking.length > 0 &&
      this.options.settings.validation.blocking === 'error'
    ) {
      blocking.forEach(finding =>
        emit(processingResult.inputError(location, describe(finding))),
      );
      // The catalog keeps the entity as it was before, so nothing has changed.
      return entity;
    }
    if (kept?.digest !== digest) {
      this.options.changes?.add(stringifyEntityRef(entity), {
        at: new Date(),
        digest,
      });
    }
    return withStatus(entity, findings);
  }

  private async verdictOf(
    entity: Entity,
    digest: string,
    kept: Kept | undefined,
  ): Promise<(Verdict & { validatedAt: number }) | undefined> {
    const { settings, validator } = this.options;
    if (!validator) {
      return undefined;
    }
    const before =
      kept?.digest === digest && kept.rules && kept.findings
        ? {
            rules: kept.rules,
            findings: kept.findings,
            validatedAt: kept.validatedAt ?? 0,
          }
        : undefined;
    const age = Date.now() - (before?.validatedAt ?? 0);
    if (before && age < settings.validation.maxAgeMs) {
      const rules = await validator.currentRules();
      if (rules === undefined || rules === before.rules) {
        return before;
      }
    }
    const verdict = await validator.validate(entity);
    // While the service is away, what it said of the same entity is the best that is known.
    return verdict ? { ...verdict, validatedAt: Date.now() } : before;
  }
}

/** Findings are advice, so no level is higher than a warning: an error would be a failure of the catalog's processing. */
function withStatus(entity: AlphaEntity, findings: Finding[]): Entity {
  const others = (entity.status?.items ?? []).filter(
    ({ type }) => type !== STATUS_TYPE,
  );
  if (findings.length === 0 && !entity.status?.items) {
    return entity;
  }
  const items = findings.map(
    (finding): EntityStatusItem => ({
      type: STATUS_TYPE,
      level: finding.severity === 'info' ? 'info' : 'warning',
      message: describe(finding),
    }),
  );
  const shown: AlphaEntity = {
    ...entity,
    status: { ...entity.status, items: [...others, ...items] },
  };
  return shown;
}

function describe({ pointer, rule, detail }: Finding): string {
  return `${pointer ? `${pointer}: ` : ''}${detail} (${rule})`;
}
