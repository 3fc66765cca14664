import { parseEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { withoutSecrets } from './parameters';
import { ENDED, type Task, type TaskEvent } from './tasks';

const SOURCE = 'backstage/scaffolder';
const LONGEST_TEXT = 512;

/** How an end is called in events, by the status of the task. */
const STATUSES: Record<string, string> = {
  completed: 'success',
  failed: 'failure',
  cancelled: 'cancelled',
};

/** An event of Milepost about a task. */
export interface ScaffoldEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  datacontenttype: 'application/json';
  correlationid?: string;
  data: JsonObject;
}

/**
 * The event of a task's beginning. The ids of both events are those that the service gives them where it reads the scaffolder
 * itself, so that a run counts once whoever sends it.
 */
export function startedEvent(
  task: Task,
  secretNames: ReadonlySet<string>,
): ScaffoldEvent | undefined {
  const data = common(task, secretNames);
  return (
    data && event(`task/${task.id}/started`, 'started', task.createdAt, data)
  );
}

/**
 * The event of a task's end, or nothing if the end is not recorded yet. Its id has the time of the last heartbeat, because a
 * task that ended may be run again and end in the same way.
 */
export function completedEvent(
  task: Task,
  events: TaskEvent[],
  secretNames: ReadonlySet<string>,
): ScaffoldEvent | undefined {
  const data = common(task, secretNames);
  const lastStart = events.map(({ type }) => type).lastIndexOf('recovered');
  const since = events.slice(lastStart + 1);
  const cancellation = since.find(({ type }) => type === 'cancelled');
  const end =
    since.find(({ type }) => type === 'completion') ??
    (task.status === 'cancelled' ? cancellation : undefined);
  if (!data || !end || !ENDED.includes(task.status)) {
    return undefined;
  }
  // A step that a user's cancellation ends fails, and so does its task.
  const status =
    cancellation && task.status === 'failed' ? 'cancelled' : task.status;
  const output = end.body.output ?? {};
  const entityRefs = entityRefsOf(output);
  const service =
    data.service_id ?? entityRefs.find(ref => ref.startsWith('component:'));
  const heartbeat = Date.parse(task.lastHeartbeatAt ?? task.createdAt);
  const correlation = text(output.correlationId);
  return {
    ...event(
      `task/${task.id}/${task.status}/${heartbeat}`,
      'completed',
      end.createdAt,
      {
        ...data,
        status: STATUSES[status],
        ...(service ? { service_id: service } : {}),
        ...(entityRefs.length > 0 ? { entity_refs: entityRefs } : {}),
        ...(status === 'failed' ? failureOf(task, since, end) : {}),
      },
    ),
    ...(correlation ? { correlationid: correlation } : {}),
  };
}

function event(
  id: string,
  what: string,
  time: string,
  data: JsonObject,
): ScaffoldEvent {
  return {
    specversion: '1.0',
    id,
    source: SOURCE,
    type: `dev.milepost.scaffold.${what}`,
    time: new Date(time).toISOString(),
    datacontenttype: 'application/json',
    data,
  };
}

/** What both events state. A task without a template, such as one of an old scaffolder, is none of a golden path. */
function common(
  task: Task,
  secretNames: ReadonlySet<string>,
): JsonObject | undefined {
  const { spec } = task;
  const ref = spec.templateInfo?.entityRef;
  if (!ref) {
    return undefined;
  }
  const { name } = parseEntityRef(ref, { defaultKind: 'template' });
  const annotations = spec.templateInfo?.entity?.metadata.annotations ?? {};
  const composed = text(annotations['milepost.dev/template']);
  const [template, version] = composed?.split('@') ?? [
    name,
    annotations['backstage.io/template-version'],
  ];
  const isUpgrade = spec.steps.some(
    step => step.action === 'milepost:upgrade:plan',
  );
  const service = text(spec.parameters.name);
  const team = text(spec.parameters.owner);
  const repository = repositoryOf(spec.parameters.repoUrl);
  const initiator = text(spec.user?.ref) ?? text(task.createdBy);
  return {
    task_id: task.id,
    template_id: template || name,
    ...(version ? { template_version: version } : {}),
    ...(isUpgrade ? { kind: 'upgrade' } : {}),
    ...(team ? { team } : {}),
    ...(initiator ? { initiator } : {}),
    ...(repository ? { repository } : {}),
    // Other templates have parameters of their own, of which nothing is known.
    ...(composed
      ? {
          ...(service ? { service_id: service } : {}),
          parameters: withoutSecrets(spec.parameters, secretNames),
        }
      : {}),
  };
}

function failureOf(
  task: Task,
  events: TaskEvent[],
  end: TaskEvent,
): JsonObject {
  const step = events
    .filter(({ body }) => body.stepId && body.status === 'failed')
    .at(-1)?.body.stepId;
  const action = task.spec.steps.find(({ id }) => id === step)?.action;
  return {
    ...(step ? { step } : {}),
    reason: reasonOf(end.body, action),
  };
}

/** An identifier, since a message may have names and values. */
function reasonOf(body: TaskEvent['body'], action?: string): string {
  const name = body.error?.name;
  if (name === 'NotAllowedError' && action === 'milepost:policy:evaluate') {
    return 'denied_by_policy';
  }
  if (name === 'InputError') {
    return 'invalid_input';
  }
  // The scaffolder itself ends a task whose worker has gone, without an error.
  if (body.message?.includes('marked as stale')) {
    return 'timed_out';
  }
  const words = (name ?? '')
    .replace(/Error$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return /^[a-z][a-z0-9_]{0,63}$/.test(words) ? words : 'failed';
}

function entityRefsOf(output: Record<string, unknown>): string[] {
  const links = Array.isArray(output.links) ? output.links : [];
  const refs = [output.entityRef, ...links.map(link => link?.entityRef)]
    .map(text)
    .filter((ref): ref is string => ref !== undefined);
  return [...new Set(refs.map(ref => ref.toLowerCase()))];
}

/** `github.com?owner=acme&repo=orders`, as the scaffolder's picker of repositories has it, as host/owner/name. */
function repositoryOf(value: unknown): string | undefined {
  const repoUrl = text(value);
  if (!repoUrl || !URL.canParse(`https://${repoUrl}`)) {
    return undefined;
  }
  const url = new URL(`https://${repoUrl}`);
  const owner =
    url.searchParams.get('owner') ??
    url.searchParams.get('workspace') ??
    url.searchParams.get('organization');
  const name = url.searchParams.get('repo');
  return owner && name ? `${url.host}/${owner}/${name}` : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' &&
    value.trim() !== '' &&
    value.length <= LONGEST_TEXT
    ? value
    : undefined;
}
