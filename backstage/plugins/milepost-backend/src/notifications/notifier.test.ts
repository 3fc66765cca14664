import { mockServices } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { startService } from '../__testUtils__/service';
import { clientOfPlugin } from '../service';
import type { Memory } from './memory';
import { Notifier, type Topic } from './notifier';

let service: Awaited<ReturnType<typeof startService>>;
let sent: NotificationSendOptions[];
let refusal: Error | undefined;

beforeEach(async () => {
  service = await startService();
  sent = [];
  refusal = undefined;
  service.answer('GET /api/v1/services', {
    items: [
      { name: 'orders', entity_ref: 'component:default/orders' },
      { name: 'unlisted', entity_ref: null },
    ],
    next_cursor: null,
  });
});

afterEach(async () => {
  jest.useRealTimers();
  await service.stop();
});

/** The database is stood in for, since Jest has no engine here: memory.test.ts. */
function memoryInProcess(): Memory {
  const kept = new Map<string, number>();
  return {
    has: async (topic, key) => kept.has(`${topic} ${key}`),
    keep: async (topic, key) => {
      kept.set(`${topic} ${key}`, Date.now());
    },
    forget: async (topic, before) => {
      [...kept].forEach(([key, at]) => {
        if (key.startsWith(`${topic} `) && at < before.getTime()) {
          kept.delete(key);
        }
      });
    },
  };
}

function notifier(topics: Topic[]) {
  const memory = memoryInProcess();
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth({ pluginId: 'milepost' });
  const one = new Notifier({
    client: clientOfPlugin({ auth, baseUrl: service.baseUrl }),
    logger,
    memory: async () => memory,
    notifications: {
      send: async options => {
        if (refusal) {
          throw refusal;
        }
        sent.push(options);
      },
    },
    topics,
  });
  return { poll: () => one.poll(), logger };
}

const pause = () => new Promise(resolve => setTimeout(resolve, 5));

describe('budgets', () => {
  const answer = (remaining: number | null, more: object = {}) =>
    service.answer('GET /api/v1/slos', {
      items: [
        {
          name: 'checkout',
          display_name: 'Checkout',
          owner: 'group:default/shop',
          disabled: null,
          objectives: [
            {
              display_name: '99 %',
              explanation: 'All of it is used.',
              budget: { remaining_ratio: remaining },
            },
          ],
          ...more,
        },
      ],
      next_cursor: null,
    });

  it('tells the owner once, and once more when it is spent again', async () => {
    const { poll } = notifier(['budgets']);
    answer(-0.2);
    await poll();
    await poll();
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: 'group:default/shop' },
        payload: {
          title: 'The error budget of Checkout is spent',
          description: 'All of it is used.',
          link: '/milepost',
          severity: 'high',
          topic: 'milepost.budgets',
          scope: 'milepost.budgets/checkout/99 %',
        },
      },
    ]);

    await pause();
    answer(0.5);
    await poll();
    answer(0);
    await poll();

    expect(sent).toHaveLength(2);
  });

  it.each([
    ['nothing is known', null, {}],
    ['some is left', 0.01, {}],
    ['the objective is disabled', -1, { disabled: { reason: 'x' } }],
    ['nobody owns it', -1, { owner: null }],
  ])('tells nobody where %s', async (_, remaining, more) => {
    answer(remaining, more);

    await notifier(['budgets']).poll();

    expect(sent).toHaveLength(0);
  });

  it('tells it later where it could not be sent', async () => {
    const { poll, logger } = notifier(['budgets']);
    answer(-1);
    refusal = new Error('Request failed with status 503');
    await poll();
    expect(logger.warn).toHaveBeenCalledTimes(1);

    refusal = undefined;
    await poll();

    expect(sent).toHaveLength(1);
  });

  it('stops where there is no notifications backend', async () => {
    const { poll, logger } = notifier(['budgets']);
    answer(-1);
    refusal = new Error('Request failed with status 404');

    await poll();
    await poll();

    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.warn).not.toHaveBeenCalled();
    expect(service.sentTo('/api/v1/slos')).toHaveLength(1);
  });
});

describe('denials', () => {
  const denial = (policy: string, more: object = {}) => ({
    service_id: 'orders',
    repository: 'github.com/acme/orders',
    pr_id: '7',
    results: [
      { policy: 'other', title: 'Other', effect: 'allow', violations: [] },
      {
        policy,
        title: 'A bill of materials',
        effect: 'deny',
        violations: [{ message: 'There is none.', remedy: 'Send one.' }],
      },
    ],
    ...more,
  });

  const answer = (...items: object[]) =>
    service.answer('GET /api/v1/policies/decisions', {
      items,
      next_cursor: null,
    });

  it('tells the owner of the service, once for each pull request and its policies', async () => {
    const { poll } = notifier(['denials']);
    answer(denial('sbom'), denial('sbom'), denial('x', { service_id: 'y' }));
    await poll();
    await poll();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      recipients: { type: 'entity', entityRef: 'component:default/orders' },
      payload: {
        title: 'Policies deny github.com/acme/orders!7',
        description: 'A bill of materials: There is none. Send one.',
        link: '/catalog/default/component/orders',
      },
    });
    const [{ url }] = service.sentTo('/api/v1/policies/decisions');
    expect(url).toContain('hook=pull_request&decision=deny&from=');

    answer(denial('licences'));
    await poll();

    expect(sent).toHaveLength(2);
  });
});

describe('upgrades', () => {
  it('tells the owner of each version once, and asks each hour', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const { poll } = notifier(['upgrades']);
    const answer = (version: string) =>
      service.answer('GET /api/v1/services/orders/template', {
        template: 'quarkus-service',
        version: '1.0.0',
        newest: { version, breaking: false },
      });
    answer('1.1.0');
    await poll();
    answer('1.2.0');
    await poll();
    expect(sent.map(({ payload }) => payload.title)).toEqual([
      'orders can upgrade to quarkus-service 1.1.0',
    ]);
    expect(sent[0].payload.description).toBe('It is on 1.0.0.');

    jest.advanceTimersByTime(3_600_000);
    await poll();

    expect(sent.map(({ payload }) => payload.title)).toEqual([
      'orders can upgrade to quarkus-service 1.1.0',
      'orders can upgrade to quarkus-service 1.2.0',
    ]);
  });

  it('passes over services on no golden path', async () => {
    const { poll, logger } = notifier(['upgrades']);

    await poll();

    expect(sent).toHaveLength(0);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});

it('reads the other topics where one fails', async () => {
  const { poll, logger } = notifier(['budgets', 'denials']);
  service.answer('GET /api/v1/slos', {}, 500);
  service.answer('GET /api/v1/policies/decisions', {
    items: [],
    next_cursor: null,
  });

  await poll();

  expect(logger.warn).toHaveBeenCalledTimes(1);
  expect(service.sentTo('/api/v1/policies/decisions')).toHaveLength(1);
});
