import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  CatalogProcessorCache,
  CatalogProcessorResult,
} from '@backstage/plugin-catalog-node';
import type { JsonObject, JsonValue } from '@backstage/types';
import { startService } from './__testUtils__/service';
import { Changes } from './changes';
import { MilepostProcessor } from './processor';
import { clientOf } from './service';
import { readSettings } from './settings';
import { Validator } from './validator';

const VALIDATE = 'POST /api/v1/catalog/validate';

let service: Awaited<ReturnType<typeof startService>>;
let rules: string;
let findings: object[];

const finding = (severity: string, blocking = false) => ({
  pointer: '/metadata/annotations',
  rule: 'tier-missing',
  severity,
  detail: 'The tier is missing.',
  fix: null,
  blocking,
});

beforeEach(async () => {
  service = await startService();
  rules = 'rules-1';
  findings = [finding('warning')];
  service.answer(VALIDATE, json => ({
    status: 200,
    body: {
      rules_digest: rules,
      valid: true,
      items: json.map(() => ({ findings })),
    },
  }));
});

afterEach(async () => {
  jest.useRealTimers();
  await service.stop();
});

const entity = (name: string, more: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, ...more },
  spec: { type: 'service' },
});

/** Runs the processor as the catalog does: what is cached in one run is there in the next. */
function processor(catalog: JsonObject = {}) {
  const config = mockServices.rootConfig({
    data: { milepost: { baseUrl: service.baseUrl, catalog } },
  });
  const settings = readSettings(config);
  const logger = mockServices.logger.mock();
  const changes = new Changes();
  const auth = mockServices.auth({ pluginId: 'catalog' });
  const one = new MilepostProcessor({
    changes,
    settings,
    validator: settings.validation.enabled
      ? new Validator({
          client: clientOf({ auth, config, timeoutMs: 4000 }),
          logger,
        })
      : undefined,
  });
  const caches = new Map<string, Map<string, JsonValue>>();
  const run = async (processed: Entity) => {
    const { name } = processed.metadata;
    const before = caches.get(name) ?? new Map<string, JsonValue>();
    const after = new Map<string, JsonValue>();
    const cache: CatalogProcessorCache = {
      get: async key => before.get(key) as any,
      set: async (key, value) => {
        after.set(key, JSON.parse(JSON.stringify(value)));
      },
    };
    const emitted: CatalogProcessorResult[] = [];
    const result: any = await one.postProcessEntity(
      processed,
      { type: 'url', target: 'https://example.com' },
      item => emitted.push(item),
      cache,
    );
    caches.set(name, after.size > 0 ? after : before);
    return { emitted, items: result.status?.items };
  };
  return { changes, logger, run };
}

const item = (level: string) => ({
  type: 'milepost.dev/validation',
  level,
  message: '/metadata/annotations: The tier is missing. (tier-missing)',
});

it.each([
  ['info', 'info'],
  ['warning', 'warning'],
  ['error', 'warning'],
])('shows a finding that is %s as %s', async (severity, level) => {
  findings = [finding(severity, true)];

  const { emitted, items } = await processor().run(entity('a'));

  expect(items).toEqual([item(level)]);
  expect(emitted).toEqual([]);
});

it('keeps what others say of an entity', async () => {
  const other = { type: 'other', level: 'info', message: 'm' };
  const shown: any = { ...entity('a'), status: { items: [other] } };

  const { items } = await processor().run(shown);

  expect(items).toEqual([other, item('warning')]);
});

it('refuses an entity only where configured, and only for what blocks it', async () => {
  findings = [finding('warning'), finding('error', true)];
  const { changes, run } = processor({ validation: { blocking: 'error' } });

  const { emitted } = await run(entity('a'));

  expect(emitted).toHaveLength(1);
  expect(emitted[0]).toMatchObject({
    type: 'error',
    error: { name: 'InputError', message: item('').message },
  });
  expect(changes.takeUntil(new Date(Date.now() + 1)).size).toBe(0);

  findings = [finding('error')];
  expect((await run(entity('b'))).emitted).toEqual([]);
});

it('asks as the catalog, in one request for entities that are processed at once, without what the catalog adds', async () => {
  const { run } = processor();
  const one: any = {
    ...entity('a', { uid: 'u', etag: 'e' }),
    relations: [],
    status: {},
  };

  const results = await Promise.all([run(one), run(entity('b'))]);

  results.forEach(({ items }) => expect(items).toHaveLength(1));
  expect(service.sentBy(VALIDATE)).toEqual([[entity('a'), entity('b')]]);
  expect(service.received[0].headers.authorization).toContain('milepost');
});

it('asks once, and again when the entity, the rules or the day have changed', async () => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: ['setTimeout'] });
  const { run } = processor();
  const asked = () =>
    service.sentBy(VALIDATE).filter(entities => entities.length > 0).length;
  await run(entity('a'));
  await run(entity('a'));
  const moved: Entity = {
    spec: { type: 'service' },
    metadata: { uid: 'other', name: 'a' },
    kind: 'Component',
    apiVersion: 'backstage.io/v1alpha1',
  };
  await run(moved);
  expect(asked()).toBe(1);

  await run(entity('a', { title: 'A' }));
  expect(asked()).toBe(2);

  rules = 'rules-2';
  jest.setSystemTime(Date.now() + 61_000);
  findings = [];
  const { items } = await run(entity('a', { title: 'A' }));
  expect(items).toBeUndefined();
  expect(asked()).toBe(3);

  jest.setSystemTime(Date.now() + 61_000);
  await run(entity('a', { title: 'A' }));
  expect(asked()).toBe(3);
  jest.setSystemTime(Date.now() + 25 * 3_600_000);
  await run(entity('a', { title: 'A' }));
  expect(asked()).toBe(4);
});

it('goes on while the service is away, with what it said before, and says so once a minute', async () => {
  jest.useFakeTimers({ now: Date.now(), doNotFake: ['setTimeout'] });
  const { logger, run } = processor({ validation: { blocking: 'error' } });
  await run(entity('a'));
  service.answer(VALIDATE, () => ({ status: 503, body: {} }));

  jest.setSystemTime(Date.now() + 25 * 3_600_000);
  expect((await run(entity('a'))).items).toEqual([item('warning')]);
  expect((await run(entity('b'))).items).toBeUndefined();
  jest.setSystemTime(Date.now() + 30_000);
  expect((await run(entity('c'))).emitted).toEqual([]);
  expect(logger.warn).toHaveBeenCalledTimes(1);

  jest.setSystemTime(Date.now() + 31_000);
  await run(entity('d'));
  expect(logger.warn).toHaveBeenCalledTimes(2);
});

it('does not wait for each entity while the service hangs', async () => {
  const { run } = processor();
  service.answer(VALIDATE, () => ({ status: 503, body: {} }));

  await run(entity('a'));
  await run(entity('b'));

  expect(service.sentBy(VALIDATE)).toHaveLength(1);
});

it('names the role where it is missing', async () => {
  const { logger, run } = processor();
  service.answer(VALIDATE, () => ({ status: 403, body: {} }));

  await run(entity('a'));

  expect(logger.warn).toHaveBeenCalledWith(
    expect.stringContaining('the role reader'),
  );
});

it('gives the others their verdicts where one is refused', async () => {
  service.answer(VALIDATE, json =>
    json.some(({ metadata }: Entity) => metadata.name === 'bad')
      ? { status: 413, body: {} }
      : {
          status: 200,
          body: { rules_digest: rules, items: json.map(() => ({ findings })) },
        },
  );
  const { run } = processor();

  const [bad, good] = await Promise.all([
    run(entity('bad')),
    run(entity('good')),
  ]);

  expect(bad.items).toBeUndefined();
  expect(good.items).toEqual([item('warning')]);
});

it.each([
  [{ kind: 'component' }, true],
  [{ kind: 'component', type: 'Service' }, true],
  [{ kind: 'component', type: 'website' }, false],
  [{ namespace: 'default' }, true],
  [{ namespace: 'other' }, false],
  [{ annotation: 'acme.example/draft' }, true],
  [{ annotation: 'acme.example/other' }, false],
])('skips what %j names: %s', async (rule, isSkipped) => {
  const { changes, run } = processor({ skip: [rule] });

  await run(entity('a', { annotations: { 'acme.example/draft': '' } }));

  const soon = new Date(Date.now() + 1);
  expect(service.received).toHaveLength(isSkipped ? 0 : 1);
  expect(changes.takeUntil(soon).size).toBe(isSkipped ? 0 : 1);
});

it('notices a change once, with the time of the first that is not sent', async () => {
  jest.useFakeTimers({ now: 1_000, doNotFake: ['setTimeout'] });
  const { changes, run } = processor({ validation: { enabled: false } });
  await run(entity('a'));
  jest.setSystemTime(2_000);
  await run(entity('a'));
  await run(entity('a', { title: 'A' }));

  const taken = changes.takeUntil(new Date(10_000));
  expect([...taken.keys()]).toEqual(['component:default/a']);
  expect(taken.get('component:default/a')!.at).toEqual(new Date(1_000));
  expect(service.received).toHaveLength(0);

  await run(entity('a', { title: 'A' }));
  expect(changes.takeUntil(new Date(10_000)).size).toBe(0);
});

it.each([
  [{ skip: [{}] }, /skip all/],
  [{ validation: { blocking: 'warn' } }, /blocking is warn/],
  [{ sync: { batchSize: 1001 } }, /batchSize is 1001/],
])('refuses the configuration %j', (catalog, message) => {
  expect(() => processor(catalog as JsonObject)).toThrow(message);
});
