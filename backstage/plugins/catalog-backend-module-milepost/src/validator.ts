import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  MilepostRefusal,
  components,
  MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';
import { contentOf } from './digest';

/** Something that Milepost finds about an entity. */
export type Finding = components['schemas']['Finding'];

/** The findings about an entity, and the rules that found them. */
export interface Verdict {
  rules: string;
  findings: Finding[];
}

const MOST_AT_ONCE = 100;
const GATHERED_MS = 20;
const RULES_MS = 60_000;
const SILENCE_MS = 60_000;
const AWAY_MS = 5_000;

type Waiting = {
  entity: Entity;
  resolve: (verdict: Verdict | undefined) => void;
};

/**
 * Asks the service for verdicts. The catalog processes several entities at once, so those that are asked for within a moment
 * go into one request. While the service is away, there are no verdicts, and the catalog goes on.
 */
export class Validator {
  private waiting: Waiting[] = [];
  private timer?: NodeJS.Timeout;
  private rules?: { digest: string; at: number };
  private toldAt = -Infinity;
  private awayUntil = 0;

  constructor(
    private readonly options: {
      client: MilepostClient;
      logger: LoggerService;
    },
  ) {}

  /** Returns nothing if the service cannot say. */
  validate(entity: Entity): Promise<Verdict | undefined> {
    return new Promise(resolve => {
      this.waiting.push({ entity, resolve });
      if (this.waiting.length >= MOST_AT_ONCE) {
        void this.flush();
      } else {
        this.timer ??= setTimeout(() => void this.flush(), GATHERED_MS);
      }
    });
  }

  /** The digest of the rules that hold now, or nothing if the service cannot say. */
  async currentRules(): Promise<string | undefined> {
    if (!this.rules || Date.now() - this.rules.at > RULES_MS) {
      // All verdicts of this minute are compared with this answer, also if there is none.
      this.rules = { digest: this.rules?.digest ?? '', at: Date.now() };
      await this.ask([]);
    }
    return this.rules.digest || undefined;
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const asked = this.waiting.splice(0, MOST_AT_ONCE);
    const verdicts = await this.ask(asked.map(({ entity }) => entity));
    asked.forEach(({ resolve }, at) => resolve(verdicts?.[at]));
  }

  private async ask(
    entities: Entity[],
  ): Promise<Array<Verdict | undefined> | undefined> {
    const { client } = this.options;
    // A service that hangs would hold up the catalog for its timeout with each entity.
    if (Date.now() < this.awayUntil) {
      return undefined;
    }
    try {
      const { data } = await client.POST('/api/v1/catalog/validate', {
        body: entities.map(contentOf),
      });
      const { rules_digest: digest, items } = data!;
      this.rules = { digest, at: Date.now() };
      return items.map(({ findings }) => ({ rules: digest, findings }));
    } catch (error) {
      if (entities.length > 1 && isAboutContent(error)) {
        // One entity must not keep the others from their verdicts.
        const parts = await Promise.all(entities.map(one => this.ask([one])));
        return parts.map(part => part?.[0]);
      }
      this.fail(error);
      return undefined;
    }
  }

  private fail(error: unknown): void {
    const now = Date.now();
    const status = (error as MilepostRefusal).statusCode;
    if (!isAboutContent(error)) {
      this.awayUntil = now + AWAY_MS;
    }
    if (now - this.toldAt >= SILENCE_MS) {
      this.toldAt = now;
      this.options.logger.warn(
        `Entities are not validated, because Milepost does not do it: ${error}. ${
          status === 401 || status === 403
            ? 'Give the plugin catalog the role reader in milepost.access.backstage.NAME.plugins.catalog of the service.'
            : 'Check milepost.baseUrl, and that the service runs.'
        }`,
      );
    }
  }
}

/** Whether the service refuses a request for its content, which says nothing of the next one. */
function isAboutContent(error: unknown): boolean {
  return [400, 413, 422].includes((error as MilepostRefusal).statusCode ?? 0);
}
