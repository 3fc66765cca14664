import type {
  AuthService,
  CacheService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { MilepostClient } from '@milepost/backstage-plugin-milepost-common';
import { completedEvent, type ScaffoldEvent, startedEvent } from './events';
import { declaredSecrets } from './parameters';
import { ENDED, type ScaffolderTasks, type Task } from './tasks';

const ATTEMPTS = 5;
const BATCH = 50;
const MOST_RECENT = 1000;

/** What the reporter needs. */
export interface ReporterOptions {
  auth: AuthService;
  cache: CacheService;
  catalog: CatalogService;
  client: MilepostClient;
  logger: LoggerService;
  tasks: ScaffolderTasks;
  secretParameters: string[];
  lookbackMs: number;
  /** The pause before a task is read. */
  pauseMs?: number;
}

/**
 * Sends the runs of the scaffolder as events. The events of the scaffolder only say which task to look at: those of its end
 * have no spec, come before the end is stored, and may be lost. What is sent is read by its API each time, so that it does
 * not depend on how the reporter came to know of the task.
 */
export class ScaffoldReporter {
  /** The ids of the latest events that were sent. Several events of the scaffolder often lead to the same. */
  private readonly recent = new Set<string>();

  constructor(private readonly options: ReporterOptions) {}

  /** Called for each event of the topic `scaffolder.task`. */
  async onEvent(payload: unknown): Promise<void> {
    const { id, taskId, status } = (payload ?? {}) as Record<string, unknown>;
    // Events about a cancelled or recovered task have an id of their own.
    const task = taskId ?? id;
    // A task that waits has not begun.
    if (typeof task === 'string' && status !== 'open') {
      // The bus waits for its subscribers, so nothing is waited for here.
      void this.follow(task, ENDED.includes(String(status)));
    }
  }

  private async follow(id: string, hasEnded: boolean): Promise<void> {
    const { logger, pauseMs = 2000, tasks } = this.options;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      await pause(pauseMs * attempt);
      try {
        const isEndSent = await this.report([await tasks.task(id)], true);
        if (isEndSent || !hasEnded) {
          return;
        }
      } catch (error) {
        logger.debug(`The task ${id} could not be reported: ${error}`);
      }
    }
    logger.warn(
      `The task ${id} could not be reported now. The next reconciliation tries it again.`,
    );
  }

  /** Sends what was missed. */
  async reconcile(): Promise<void> {
    const since = new Date(Date.now() - this.options.lookbackMs);
    let batch: Task[] = [];
    for await (const task of this.options.tasks.since(since)) {
      batch.push(task);
      if (batch.length === BATCH) {
        await this.report(batch, false);
        batch = [];
      }
    }
    await this.report(batch, false);
  }

  /**
   * Returns whether the end of each task is sent.
   *
   * @param isNews - whether something has happened in the tasks, which may have ended before as they end now
   */
  private async report(tasks: Task[], isNews: boolean): Promise<boolean> {
    const { cache, lookbackMs } = this.options;
    const events: ScaffoldEvent[] = [];
    const reported: Array<[key: string, state: string]> = [];
    let haveEnded = true;
    for (const task of tasks) {
      const key = `scaffold:${task.id}`;
      const state = ENDED.includes(task.status) ? task.status : 'started';
      if (isNews || (await cache.get<string>(key)) !== state) {
        const found = await this.eventsOf(task);
        events.push(...found);
        const isWhole =
          state === 'started' || found.length === 2 || !task.spec.templateInfo;
        if (isWhole) {
          reported.push([key, state]);
        }
        haveEnded &&= isWhole && state !== 'started';
      }
    }
    await this.send(events.filter(({ id }) => !this.recent.has(id)));
    // What is forgotten is sent again, which is harmless.
    for (const [key, state] of reported) {
      await cache.set(key, state, { ttl: 2 * lookbackMs });
    }
    return haveEnded;
  }

  private async eventsOf(task: Task): Promise<ScaffoldEvent[]> {
    const secretNames = await this.secretNamesOf(task);
    const started = startedEvent(task, secretNames);
    if (!started) {
      return [];
    }
    const completed = ENDED.includes(task.status)
      ? completedEvent(
          task,
          await this.options.tasks.events(task.id),
          secretNames,
        )
      : undefined;
    return completed ? [started, completed] : [started];
  }

  /** The spec of a task does not say which of its parameters are secrets, but the template does. */
  private async secretNamesOf(task: Task): Promise<Set<string>> {
    const { auth, catalog, logger, secretParameters } = this.options;
    const names = new Set(secretParameters.map(name => name.toLowerCase()));
    const ref = task.spec.templateInfo?.entityRef;
    if (ref) {
      try {
        const template = await catalog.getEntityByRef(ref, {
          credentials: await auth.getOwnServiceCredentials(),
        });
        declaredSecrets(template?.spec?.parameters).forEach(name =>
          names.add(name),
        );
      } catch (error) {
        // The service removes what the manifest declares as secret, too.
        logger.debug(`The template ${ref} could not be read: ${error}`);
      }
    }
    return names;
  }

  private async send(events: ScaffoldEvent[]): Promise<void> {
    const { client, logger } = this.options;
    if (events.length === 0) {
      return;
    }
    try {
      const { data } = await client.POST('/api/v1/events', {
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body: events,
      });
      for (const { index, detail } of data?.rejected ?? []) {
        logger.warn(`Milepost rejected ${events[index]?.id}: ${detail}`);
      }
    } catch (error) {
      // Events that are refused for what they are would be refused again, and hold up the others.
      if ((error as { statusCode?: number }).statusCode !== 422) {
        throw error;
      }
      logger.warn(`Milepost rejected ${events.length} events: ${error}`);
    }
    events.forEach(({ id }) => this.recent.add(id));
    for (const id of this.recent) {
      if (this.recent.size <= MOST_RECENT) {
        break;
      }
      this.recent.delete(id);
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
