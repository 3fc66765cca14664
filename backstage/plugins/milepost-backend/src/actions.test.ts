import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { registerActions } from './actions';
import { startService } from './__testUtils__/service';

let service: Awaited<ReturnType<typeof startService>>;
let registry: ReturnType<typeof actionsRegistryServiceMock>;

beforeEach(async () => {
  service = await startService();
  registry = actionsRegistryServiceMock();
  registerActions({
    actionsRegistry: registry,
    auth: mockServices.auth({ pluginId: 'milepost' }),
    baseUrl: service.baseUrl,
  });
});

afterEach(async () => {
  await service.stop();
});

const credentials = mockCredentials.user('user:default/ada');

const invoke = async (name: string, input: any): Promise<any> =>
  (await registry.invoke({ id: `test:${name}`, input, credentials })).output;

const fourKeys = {
  definition: 'four-keys/1',
  window: { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z' },
  change_failure_rate: { failed: 2, deployments: 3, ratio: 0.6667 },
  lead_time_for_changes: { p50_seconds: 60 },
  coverage: { deployments_without_known_change: 1 },
};

it('registers actions that only read', async () => {
  const { actions } = await registry.list();

  expect(actions.map(({ name }) => name)).toEqual([
    'get-four-keys',
    'explain-four-keys-number',
    'plan-upgrade',
    'get-policy-decision',
  ]);
  actions.forEach(({ attributes }) =>
    expect(attributes).toEqual({
      readOnly: true,
      destructive: false,
      idempotent: true,
    }),
  );
});

it('reads the four keys as the user', async () => {
  service.answer('GET /api/v1/four-keys', fourKeys);

  const output = await invoke('get-four-keys', {
    service: ['component:default/orders'],
    interval: 'week',
  });

  expect(output).toEqual(fourKeys);
  const [asked] = service.received;
  expect(asked.url).toBe(
    '/api/v1/four-keys?service=component%3Adefault%2Forders&interval=week',
  );
  expect(asked.headers.authorization).toContain('"obo":"user:default/ada"');
});

it('explains a number by the records of its window alone', async () => {
  service.answer('GET /api/v1/four-keys', fourKeys);
  service.handle('GET /api/v1/four-keys/deployments', (asked, response) => {
    const isFirst = !asked.url!.includes('cursor');
    response.end(
      JSON.stringify({
        items: isFirst
          ? [
              { deployment_id: '1', failed: false },
              { deployment_id: '2', failed: true },
            ]
          : [{ deployment_id: '3', failed: true }],
        next_cursor: isFirst ? 'next' : null,
      }),
    );
  });

  const output = await invoke('explain-four-keys-number', {
    metric: 'change_failure_rate',
    service: ['orders'],
  });

  expect(output).toEqual({
    metric: 'change_failure_rate',
    number: fourKeys.change_failure_rate,
    window: fourKeys.window,
    coverage: fourKeys.coverage,
    records: [
      { deployment_id: '2', failed: true },
      { deployment_id: '3', failed: true },
    ],
    more: false,
  });
  const pages = service.sentTo('/api/v1/four-keys/deployments');
  expect(pages).toHaveLength(2);
  pages.forEach(({ url }) => {
    expect(url).toContain('from=2026-06-01T00%3A00%3A00Z');
    expect(url).toContain('service=orders');
  });
});

it('says that there are more records', async () => {
  service.answer('GET /api/v1/four-keys', fourKeys);
  service.answer('GET /api/v1/four-keys/changes', {
    items: [{ commit_sha: 'a' }, { commit_sha: 'b' }],
    next_cursor: null,
  });

  const output = await invoke('explain-four-keys-number', {
    metric: 'lead_time_for_changes',
    limit: 1,
  });

  expect(output.records).toEqual([{ commit_sha: 'a' }]);
  expect(output.more).toBe(true);
});

describe('plan-upgrade', () => {
  const current = {
    template: 'quarkus-service',
    version: '1.0.0',
    newest: { version: '1.1.0' },
  };

  it('reads what changes, and merges files where there are some', async () => {
    service.answer('GET /api/v1/services/a/template', current);
    service.answer('GET /api/v1/templates/quarkus-service/upgrade', {
      to: '1.1.0',
    });
    service.answer('POST /api/v1/services/a/upgrade-plan', { conflicts: 0 });

    const output = await invoke('plan-upgrade', {
      service: 'a',
      files: { 'pom.xml': '<project/>' },
    });

    expect(output).toEqual({
      current,
      upgrade: { to: '1.1.0' },
      plan: { conflicts: 0 },
    });
    expect(service.received[1].url).toContain('from=1.0.0&to=stable');
    expect(JSON.parse(service.received[2].body)).toEqual({
      to: 'stable',
      files: { 'pom.xml': '<project/>' },
    });
  });

  it('says that there is nothing to upgrade to', async () => {
    service.answer('GET /api/v1/services/a/template', {
      ...current,
      newest: null,
    });

    const output = await invoke('plan-upgrade', { service: 'a' });

    expect(output.upgrade).toBeNull();
    expect(output.plan).toBeNull();
  });

  it('fails with what the service says', async () => {
    await expect(
      invoke('plan-upgrade', { service: 'unknown' }),
    ).rejects.toThrow('There is no such thing.');
  });
});

describe('get-policy-decision', () => {
  it('reads one by its id', async () => {
    service.answer('GET /api/v1/policies/decisions/d-1', { decision: 'deny' });

    expect(await invoke('get-policy-decision', { id: 'd-1' })).toEqual({
      decisions: [{ decision: 'deny' }],
    });
  });

  it('reads the latest of a pull request', async () => {
    service.answer('GET /api/v1/policies/decisions', {
      items: [{ decision: 'deny' }],
      next_cursor: null,
    });

    await invoke('get-policy-decision', {
      pullRequest: 'github.com/acme/orders!7',
    });

    expect(service.received[0].url).toContain(
      'pull_request=github.com%2Facme%2Forders!7&limit=10',
    );
  });

  it('refuses a question about everything', async () => {
    await expect(invoke('get-policy-decision', {})).rejects.toThrow(
      /Name the id/,
    );
  });
});
