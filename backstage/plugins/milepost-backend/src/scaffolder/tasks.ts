import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { TaskSpec } from '@backstage/plugin-scaffolder-common';

const TIMEOUT_MS = 60_000;
const PAGE = 100;

/** A task as the scaffolder's API has it. */
export interface Task {
  id: string;
  spec: TaskSpec;
  status: string;
  createdAt: string;
  /** When a worker last said that it runs; it does not change after the end, and is later after a retry. */
  lastHeartbeatAt?: string;
  createdBy?: string;
}

/** What happened in a task. */
export interface TaskEvent {
  id: number;
  type: string;
  createdAt: string;
  body: {
    message?: string;
    stepId?: string;
    status?: string;
    error?: { name?: string; message?: string };
    output?: Record<string, unknown>;
  };
}

/** The statuses of a task that has ended. */
export const ENDED = ['completed', 'failed', 'cancelled'];

/** Reads tasks by the API of the scaffolder, as this plugin. */
export class ScaffolderTasks {
  constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
    },
  ) {}

  task(id: string): Promise<Task> {
    return this.get(`/v2/tasks/${encodeURIComponent(id)}`);
  }

  /** All that happened in a task that has ended. */
  events(id: string): Promise<TaskEvent[]> {
    return this.get(`/v2/tasks/${encodeURIComponent(id)}/events`);
  }

  /** The tasks that were created since a time, latest first. */
  async *since(time: Date): AsyncGenerator<Task> {
    for (let offset = 0; ; offset += PAGE) {
      const { tasks } = await this.get<{ tasks: Task[] }>(
        `/v2/tasks?order=desc:created_at&limit=${PAGE}&offset=${offset}`,
      );
      for (const task of tasks) {
        if (new Date(task.createdAt) < time) {
          return;
        }
        yield task;
      }
      if (tasks.length < PAGE) {
        return;
      }
    }
  }

  private async get<T>(path: string): Promise<T> {
    const { auth, discovery } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const response = await fetch(
      (await discovery.getBaseUrl('scaffolder')) + path,
      {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}
