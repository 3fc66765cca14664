import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { startService } from '../__testUtils__/service';
import { createCorrelationAction } from './correlation';
import { createEventAction } from './event';
import { createPolicyAction } from './policy';
import { createUpgradeAction } from './upgrade';

let service: Awaited<ReturnType<typeof startService>>;

beforeEach(async () => {
  service = await startService();
});

afterEach(async () => {
  await service.stop();
});

const json = (at: number) => JSON.parse(service.received[at].body.toString());

/** The inputs are those of several actions. */
function context(input: any, more: object = {}): any {
  return {
    ...createMockActionContext({ input }),
    task: { id: 'task-1' },
    step: { id: 'step-1' },
    user: { ref: 'user:default/ada' },
    ...more,
  };
}

describe('milepost:correlation:create', () => {
  const correlation = {
    id: 'c-1',
    traceparent: '00-1-1-01',
    ci_parameters: {},
    environment_variables: { CORRELATION_ID: 'c-1' },
    labels: {},
    annotations: { 'milepost.dev/correlation-id': 'c-1' },
  };

  it('opens the correlation as the scaffolder, with the user as initiator', async () => {
    service.answer(201, correlation);
    const ctx = context({ template: 'spring-service', version: '2.1.0' });

    await createCorrelationAction(service.options).handler(ctx);

    const [request] = service.received;
    expect(`${request.method} ${request.url}`).toBe(
      'POST /api/v1/correlations',
    );
    expect(request.headers.authorization).toMatch(/^Bearer .*scaffolder/);
    expect(request.headers['idempotency-key']).toBe('task/task-1/step-1');
    expect(json(0)).toEqual({
      template_id: 'spring-service',
      template_version: '2.1.0',
      initiator: 'user:default/ada',
    });
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'c-1');
    expect(ctx.output).toHaveBeenCalledWith(
      'annotations',
      correlation.annotations,
    );
  });

  it('sends the request again while the service is busy', async () => {
    service.answer(503, {}, { 'retry-after': '0' });
    service.answer(429, {}, { 'retry-after': '0' });
    service.answer(201, correlation);
    const ctx = context({});

    await createCorrelationAction(service.options).handler(ctx);

    expect(service.received).toHaveLength(3);
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'c-1');
  });

  it('ends at once when the run is aborted', async () => {
    service.answer(503, {}, { 'retry-after': '30' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('stopped by the user')), 200);

    await expect(
      createCorrelationAction(service.options).handler(
        context({}, { signal: abort.signal }),
      ),
    ).rejects.toThrow('stopped by the user');
  });

  it('opens none in a dry run', async () => {
    const ctx = context({}, { isDryRun: true });

    await createCorrelationAction(service.options).handler(ctx);

    expect(service.received).toHaveLength(0);
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'task-1');
  });
});

describe('milepost:event:emit', () => {
  it('sends the event with the same id each time', async () => {
    service.answer(202, {
      accepted: 1,
      duplicates: 0,
      rejected: [],
      warnings: [{ index: 0, pointer: '/data/x', detail: 'is unknown' }],
    });
    const ctx = context({
      type: 'dev.milepost.change.created',
      correlationId: 'c-1',
      time: '2026-06-10T12:00:00Z',
      data: { commit_sha: 'abc', service_id: 'orders' },
    });
    const warn = jest.spyOn(ctx.logger, 'warn');

    await createEventAction(service.options).handler(ctx);

    expect(service.received[0].headers['content-type']).toBe(
      'application/cloudevents+json',
    );
    expect(json(0)).toEqual({
      specversion: '1.0',
      id: 'task/task-1/step-1',
      source: 'backstage/scaffolder',
      type: 'dev.milepost.change.created',
      time: '2026-06-10T12:00:00Z',
      datacontenttype: 'application/json',
      correlationid: 'c-1',
      data: {
        commit_sha: 'abc',
        service_id: 'orders',
        initiator: 'user:default/ada',
      },
    });
    expect(warn).toHaveBeenCalledWith('/data/x is unknown');
  });

  it('fails with what the service refuses', async () => {
    service.answer(422, {
      error: { name: 'InputError', message: '/data/service_id is required' },
      request: { method: 'POST', url: '/api/v1/events' },
      response: { statusCode: 422 },
    });

    await expect(
      createEventAction(service.options).handler(
        context({ type: 'dev.milepost.change.created', data: { a: 1 } }),
      ),
    ).rejects.toThrow(/service_id is required/);
  });

  it('sends nothing in a dry run', async () => {
    await createEventAction(service.options).handler(
      context({ type: 'x', data: {} }, { isDryRun: true }),
    );

    expect(service.received).toHaveLength(0);
  });
});

describe('milepost:policy:evaluate', () => {
  const decision = (outcome: string) => ({
    decision: outcome,
    decision_id: 'd-1',
    warnings: [],
    summary_markdown: '### Policies',
    results: [
      {
        policy: 'sbom',
        version: '1.0.0',
        title: 'A bill of materials',
        status: outcome === 'allow' ? 'pass' : 'fail',
        effect: outcome,
        because: 'enforce is the mode of policies in production.',
        violations:
          outcome === 'allow'
            ? []
            : [
                {
                  rule: null,
                  message: 'There is no bill of materials.',
                  pointer: '/evidence',
                  remedy: 'Send one.',
                  link: null,
                },
              ],
      },
    ],
  });

  it.each(['allow', 'warn'])('goes on after %s', async outcome => {
    service.answer(200, decision(outcome));
    const ctx = context({
      hook: 'scaffold',
      template: 'spring-service',
      version: '2.1.0',
      failOnDeny: true,
      input: { name: 'orders' },
    });

    await createPolicyAction(service.options).handler(ctx);

    expect(service.received[0].url).toBe('/api/v1/policies/evaluate');
    expect(json(0)).toEqual({
      hook: 'scaffold',
      template_id: 'spring-service',
      template_version: '2.1.0',
      task_id: 'task-1',
      input: { name: 'orders' },
    });
    expect(ctx.output).toHaveBeenCalledWith('decision', outcome);
    expect(ctx.output).toHaveBeenCalledWith('summary', '### Policies');
  });

  it('ends the run after a denial, with the remedy in the log', async () => {
    service.answer(200, decision('deny'));
    const ctx = context({ hook: 'scaffold', failOnDeny: true });
    const warn = jest.spyOn(ctx.logger, 'warn');

    await expect(
      createPolicyAction(service.options).handler(ctx),
    ).rejects.toThrow('Policies deny this: A bill of materials.');
    expect(warn.mock.calls[0][0]).toContain('To do: Send one.');
    expect(ctx.output).toHaveBeenCalledWith('decisionId', 'd-1');
  });

  it('goes on after a denial where the template says so', async () => {
    service.answer(200, decision('deny'));
    const ctx = context({ hook: 'scaffold', failOnDeny: false });

    await createPolicyAction(service.options).handler(ctx);

    expect(ctx.output).toHaveBeenCalledWith('decision', 'deny');
  });
});

describe('milepost:upgrade:plan', () => {
  const pullRequest = {
    branch: 'milepost/upgrade-spring-service-2.0.0',
    title: 'Upgrade spring-service to 2.0.0',
    description: 'The text.',
  };
  const directory = createMockDirectory();
  const file = (path: string, outcome: string, more: object = {}) => ({
    path,
    outcome,
    module: 'm',
    behaviour: 'merge',
    moved_from: null,
    conflicts: 0,
    detail: '',
    content: null,
    sides: null,
    ...more,
  });
  const text = (content: string, executable = false) => ({
    content: { text: content, executable },
  });

  it('writes the files of the plan', async () => {
    directory.setContent({
      service: {
        '.git': { HEAD: 'ref: refs/heads/main' },
        'own.txt': 'own',
        'old.txt': 'old',
        'gone.txt': 'gone',
        'merged.txt': 'before',
      },
    });
    service.answer(200, {
      service: 'orders',
      template: 'spring-service',
      from: '1.0.0',
      to: '2.0.0',
      files: [
        file('own.txt', 'unchanged'),
        file('new/name.txt', 'clean', { moved_from: 'old.txt' }),
        file('gone.txt', 'removed'),
        file('merged.txt', 'conflict', {
          ...text('<<<<<<<\n'),
          conflicts: 1,
          detail: 'Both changed it.',
        }),
        file('bin/run', 'added', text('#!/bin/sh\n', true)),
      ],
      pull_request: pullRequest,
      asked: [{ name: 'port', default: 8080, required: true, schema: {} }],
    });
    const ctx = context(
      {
        entityRef: 'component:default/orders',
        sourcePath: 'service',
        sourceUrl: 'https://github.com/acme/shop/tree/main/orders/',
      },
      { workspacePath: directory.path },
    );

    await createUpgradeAction(service.options).handler(ctx);

    expect(service.received[0].url).toBe(
      '/api/v1/services/component%3Adefault%2Forders/upgrade-plan',
    );
    expect(service.received[0].headers['content-type']).toBe(
      'application/gzip',
    );
    expect(directory.content({ shouldReadAsText: true })).toEqual({
      service: {
        '.git': { HEAD: 'ref: refs/heads/main' },
        'own.txt': 'own',
        new: { 'name.txt': 'old' },
        'merged.txt': '<<<<<<<\n',
        bin: { run: '#!/bin/sh\n' },
      },
    });
    expect(ctx.output).toHaveBeenCalledWith('conflicts', ['merged.txt']);
    expect(ctx.output).toHaveBeenCalledWith('changed', 4);
    expect(ctx.output).toHaveBeenCalledWith('clean', false);
    expect(ctx.output).toHaveBeenCalledWith('branch', pullRequest.branch);
    expect(ctx.output).toHaveBeenCalledWith('description', 'The text.');
    expect(ctx.output).toHaveBeenCalledWith(
      'repoUrl',
      'github.com?owner=acme&repo=shop',
    );
    expect(ctx.output).toHaveBeenCalledWith('folder', 'orders');
  });

  it('writes only what changes into another folder', async () => {
    directory.setContent({ service: { own: 'own', old: 'old', gone: 'gone' } });
    service.answer(200, {
      template: 't',
      from: '1.0.0',
      to: '2.0.0',
      files: [
        file('own', 'unchanged'),
        file('new', 'clean', { moved_from: 'old' }),
        file('gone', 'removed'),
        file('added', 'added', text('x')),
      ],
      pull_request: pullRequest,
      asked: [],
    });

    await createUpgradeAction(service.options).handler(
      context(
        { entityRef: 'orders', sourcePath: 'service', targetPath: 'upgrade' },
        { workspacePath: directory.path },
      ),
    );

    expect(directory.content({ shouldReadAsText: true })).toEqual({
      service: { own: 'own', old: 'old', gone: 'gone' },
      upgrade: { new: 'old', added: 'x' },
    });
  });

  it('writes nothing outside of the checkout', async () => {
    directory.setContent({ service: { a: 'a' } });
    service.answer(200, {
      template: 't',
      from: '1.0.0',
      to: '2.0.0',
      files: [file('../outside', 'added', text('x'))],
      pull_request: pullRequest,
      asked: [],
    });

    await expect(
      createUpgradeAction(service.options).handler(
        context(
          { entityRef: 'orders', sourcePath: 'service' },
          { workspacePath: directory.path },
        ),
      ),
    ).rejects.toThrow(/not allowed to refer/);
    expect(directory.content({ shouldReadAsText: true })).toEqual({
      service: { a: 'a' },
    });
  });
});
