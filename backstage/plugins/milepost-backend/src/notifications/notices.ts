import { parseEntityRef } from '@backstage/catalog-model';
import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type {
  components,
  MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';
import { itemsOf } from '../service';

type Decision = components['schemas']['PolicyDecision'];
type Listed = components['schemas']['ListedService'];

const PAGE = 500;
const DAY_MS = 86_400_000;

/** Something to tell an owner once, as long as it holds. */
export interface Notice {
  key: string;
  /** The owner, or an entity whose owner is told. */
  recipient: string;
  payload: Omit<NotificationPayload, 'topic' | 'scope'>;
}

/** The objectives whose error budget is spent. */
export async function spentBudgets(client: MilepostClient): Promise<Notice[]> {
  const notices: Notice[] = [];
  const slos = itemsOf(async cursor => {
    const { data } = await client.GET('/api/v1/slos', {
      params: { query: { limit: PAGE, cursor } },
    });
    return data;
  });
  for await (const slo of slos) {
    for (const objective of slo.objectives) {
      const left = objective.budget.remaining_ratio;
      if (slo.owner && !slo.disabled && left !== null && left <= 0) {
        notices.push({
          key: `${slo.name}/${objective.display_name}`,
          recipient: slo.owner,
          payload: {
            title: `The error budget of ${slo.display_name} is spent`,
            description: objective.explanation,
            link: '/milepost',
            severity: 'high',
          },
        });
      }
    }
  }
  return notices;
}

/** The pull requests of the last day that policies deny. One is told again only if other policies deny it. */
export async function denials(client: MilepostClient): Promise<Notice[]> {
  const refs = await entityRefs(client);
  const notices = new Map<string, Notice>();
  const decisions = itemsOf(async cursor => {
    const { data } = await client.GET('/api/v1/policies/decisions', {
      params: {
        query: {
          hook: 'pull_request',
          decision: 'deny',
          from: new Date(Date.now() - DAY_MS).toISOString(),
          limit: PAGE,
          cursor,
        },
      },
    });
    return data;
  });
  for await (const decision of decisions) {
    const recipient = refs.get(decision.service_id ?? '');
    if (recipient) {
      const notice = denial(decision, recipient);
      // The latest is the first.
      if (!notices.has(notice.key)) {
        notices.set(notice.key, notice);
      }
    }
  }
  return [...notices.values()];
}

function denial(decision: Decision, recipient: string): Notice {
  const results = decision.results.filter(({ effect }) => effect === 'deny');
  const pullRequest = decision.repository
    ? `${decision.repository}!${decision.pr_id}`
    : `pull request ${decision.pr_id}`;
  return {
    key: [pullRequest, ...results.map(({ policy }) => policy).sort()].join(' '),
    recipient,
    payload: {
      title: `Policies deny ${pullRequest}`,
      description: results
        .map(({ title, violations }) =>
          [
            title,
            ...violations.map(({ message, remedy }) =>
              [message, remedy].filter(Boolean).join(' '),
            ),
          ].join(': '),
        )
        .join('\n'),
      link: pageOf(recipient),
      severity: 'normal',
    },
  };
}

/** The services that can upgrade to another version of their golden path. */
export async function upgrades(client: MilepostClient): Promise<Notice[]> {
  const notices: Notice[] = [];
  for (const [service, recipient] of await entityRefs(client)) {
    const current = await templateOf(client, service);
    if (current?.newest) {
      const { template, version, newest } = current;
      notices.push({
        key: `${recipient} ${template}@${newest.version}`,
        recipient,
        payload: {
          title: `${service} can upgrade to ${template} ${newest.version}`,
          description: [
            version ? `It is on ${version}.` : 'Its version is unknown.',
            newest.breaking
              ? 'The upgrade begins another major version.'
              : undefined,
          ]
            .filter(Boolean)
            .join(' '),
          link: pageOf(recipient),
          severity: 'low',
        },
      });
    }
  }
  return notices;
}

async function templateOf(client: MilepostClient, service: string) {
  try {
    const { data } = await client.GET('/api/v1/services/{service}/template', {
      params: { path: { service } },
    });
    return data;
  } catch (error) {
    // The service is on no golden path.
    if ((error as { statusCode?: number }).statusCode === 404) {
      return undefined;
    }
    throw error;
  }
}

/** The entities of the services, by the names of the services. A service without an entity has no owner to tell. */
async function entityRefs(
  client: MilepostClient,
): Promise<Map<string, string>> {
  const refs = new Map<string, string>();
  const services = itemsOf<Listed>(async cursor => {
    const { data } = await client.GET('/api/v1/services', {
      params: { query: { limit: PAGE, cursor } },
    });
    return data;
  });
  for await (const { name, entity_ref: ref } of services) {
    if (ref) {
      refs.set(name, ref);
    }
  }
  return refs;
}

function pageOf(ref: string): string {
  const { kind, namespace, name } = parseEntityRef(ref);
  return `/catalog/${namespace}/${kind.toLowerCase()}/${name}`;
}
