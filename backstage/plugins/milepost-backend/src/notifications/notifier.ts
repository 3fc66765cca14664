import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { MilepostClient } from '@milepost/backstage-plugin-milepost-common';
import type { Memory } from './memory';
import { denials, type Notice, spentBudgets, upgrades } from './notices';

const DAY_MS = 86_400_000;

/** What owners are notified of. */
export const TOPICS = ['budgets', 'denials', 'upgrades'] as const;

/** A topic of notifications. */
export type Topic = (typeof TOPICS)[number];

const READERS: Record<Topic, (client: MilepostClient) => Promise<Notice[]>> = {
  budgets: spentBudgets,
  denials,
  upgrades,
};

/** The pause between two reads of a topic. Upgrades take a request for each service. */
const PAUSES_MS: Record<Topic, number> = {
  budgets: 0,
  denials: 0,
  upgrades: 3_600_000,
};

/** How long a notice that does not hold any more is remembered. A denial is read for a day, whether or not it still holds. */
const MEMORY_MS: Record<Topic, number> = {
  budgets: 0,
  denials: 30 * DAY_MS,
  upgrades: 0,
};

/** Notifies owners of what is new in the service, once each. */
export class Notifier {
  private readonly readAt = new Map<Topic, number>();
  private isMissing = false;

  constructor(
    private readonly options: {
      client: MilepostClient;
      logger: LoggerService;
      memory: () => Promise<Memory>;
      notifications: NotificationService;
      topics: Topic[];
    },
  ) {}

  /** Reads all topics. One that fails is read again the next time, and does not stop the others. */
  async poll(): Promise<void> {
    for (const topic of this.options.topics) {
      const now = Date.now();
      const isDue = now - (this.readAt.get(topic) ?? 0) >= PAUSES_MS[topic];
      if (isDue && !this.isMissing) {
        try {
          await this.tell(topic, new Date(now));
          this.readAt.set(topic, now);
        } catch (error) {
          this.options.logger.warn(
            `Owners could not be notified of ${topic}: ${error}`,
          );
        }
      }
    }
  }

  private async tell(topic: Topic, now: Date): Promise<void> {
    const { client, notifications } = this.options;
    const memory = await this.options.memory();
    for (const { key, recipient, payload } of await READERS[topic](client)) {
      if (!(await memory.has(topic, key))) {
        try {
          await notifications.send({
            recipients: { type: 'entity', entityRef: recipient },
            payload: {
              ...payload,
              topic: `milepost.${topic}`,
              scope: `milepost.${topic}/${key}`,
            },
          });
        } catch (error) {
          if (/status 404\b/.test(String(error))) {
            this.giveUp();
            return;
          }
          throw error;
        }
      }
      await memory.keep(topic, key);
    }
    await memory.forget(topic, new Date(now.getTime() - MEMORY_MS[topic]));
  }

  /** Whether the notifications backend is installed shows only when something is sent. */
  private giveUp(): void {
    this.isMissing = true;
    this.options.logger.info(
      'Owners are not notified, because the notifications backend is not installed. Install it, or set milepost.notifications.enabled to false.',
    );
  }
}
