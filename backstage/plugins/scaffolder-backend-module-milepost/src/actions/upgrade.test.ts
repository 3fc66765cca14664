import { createMockDirectory } from '@backstage/backend-test-utils';
import { contextOf, serviceOfTests } from '../__testUtils__/action';
import { createUpgradeAction } from './upgrade';

const service = serviceOfTests();

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
    const ctx = contextOf(
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
      contextOf(
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
        contextOf(
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
