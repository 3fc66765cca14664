/** Tasks of the scaffolder, as its API has them. */
export const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'quarkus-service' },
  spec: {
    parameters: [
      {
        properties: {
          pin: { type: 'string', 'ui:field': 'Secret' },
          name: { type: 'string' },
        },
      },
    ],
  },
};

export const spec = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  parameters: {
    name: 'orders',
    owner: 'group:default/shop',
    repoUrl: 'github.com?owner=acme&repo=orders',
    pin: '1234',
    dbPassword: 'hunter2',
    badge: 'blue',
    nested: { apiKey: 'k', port: 8080 },
  },
  steps: [
    { id: 'policies', name: '', action: 'milepost:policy:evaluate' },
    { id: 'publish', name: '', action: 'publish:github' },
  ],
  output: {},
  templateInfo: {
    entityRef: 'template:default/quarkus-service',
    entity: {
      metadata: {
        name: 'quarkus-service',
        annotations: { 'milepost.dev/template': 'quarkus-service@2.3.1' },
      },
    },
  },
  user: { ref: 'user:default/ada' },
};

export const task = (status: string, more: object = {}) => ({
  id: 't-1',
  spec,
  status,
  createdAt: '2026-06-10T12:00:00.000Z',
  lastHeartbeatAt: '2026-06-10T12:00:55.000Z',
  createdBy: 'user:default/ada',
  ...more,
});

export const log = (id: number, stepId: string, status: string) => ({
  id,
  type: 'log',
  createdAt: '2026-06-10T12:00:30.000Z',
  body: { message: '', stepId, status },
});

export const completion = (id: number, body: object) => ({
  id,
  type: 'completion',
  createdAt: '2026-06-10T12:01:00.000Z',
  body,
});

/** Waits until something is true. */
export const until = async (isTrue: () => boolean) => {
  for (let waited = 0; !isTrue() && waited < 15_000; waited += 20) {
    await new Promise(resolve => setTimeout(resolve, 20));
  }
  expect(isTrue()).toBe(true);
};
