// Calls operations of a running service through a client that openapi-typescript made: ADDRESS TOKEN, in the environment.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { components, paths } from './milepost.js';

const client = createClient<paths>({
  baseUrl: process.env.ADDRESS!,
  headers: { Authorization: `Bearer ${process.env.TOKEN}` },
});
const service = 'called-by-typescript';
let calls = 0;

/** The body of an answer without a problem. */
async function answer<T>(called: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await called;
  calls++;
  assert.ok(response.ok, `${response.status} ${JSON.stringify(error)}`);
  return data as T;
}

function event(id: string, type: string, time: string, data: object): components['schemas']['CloudEvent'] {
  return { specversion: '1.0', id, source: service, type: `com.company.${type}`, time, data };
}

const change = event('c1', 'change.created', '2026-06-10T12:34:00Z', { commit_sha: 'a1', service_id: service });
const deployment = event('d1', 'deploy.completed', '2026-06-10T12:50:00Z', {
  deployment_id: 'd1', service_id: service, environment: 'production', status: 'success', commit_sha: 'a1',
});
for (const body of [change, deployment]) {
  const receipt = await answer(client.POST('/api/v1/events', {
    body,
    headers: { 'Content-Type': 'application/cloudevents+json' },
  }));
  assert.equal(receipt.accepted, 1);
}

let lag = -1;
for (let tries = 0; lag !== 0 && tries < 120; tries++) {
  await setTimeout(250);
  lag = (await answer(client.GET('/api/v1/pipeline'))).lag_events;
}
assert.equal(lag, 0);

const events = await answer(client.GET('/api/v1/events', { params: { query: { service: [service] } } }));
assert.deepEqual(events.items.map((item) => item.id), ['d1', 'c1']);

const window = { service: [service], from: '2026-06-01T00:00:00Z', to: '2026-07-01T00:00:00Z' };
const keys = await answer(client.GET('/api/v1/four-keys', { params: { query: window } }));
assert.equal(keys.deployment_frequency.count, 1);
assert.equal(keys.lead_time_for_changes.p50_seconds, 960);

const deployments = await answer(client.GET('/api/v1/four-keys/deployments', { params: { query: window } }));
assert.equal(deployments.items[0]?.deployment_id, 'd1');

const verdicts = await answer(client.POST('/api/v1/catalog/validate', {
  body: { kind: 'Component', metadata: { name: service, annotations: { 'milepost.dev/tier': 'one' } } },
}));
assert.equal(verdicts.valid, false);

const templates = await answer(client.GET('/api/v1/templates', { params: { query: { limit: 1 } } }));
const template = templates.items[0]!;
const lock = await answer(client.GET('/api/v1/templates/{name}/versions/{version}/lock', {
  params: { path: { name: template.name, version: template.version } },
}));
assert.equal(lock.template, template.name);

const slos = await answer(client.GET('/api/v1/slos'));
const gate = await answer(client.GET('/api/v1/slos/gate', { params: { query: { slo: [slos.items[0]!.name] } } }));
assert.equal(gate.decision, 'allow');

const created = await answer(client.POST('/api/v1/access/tokens', { body: { name: service, roles: ['emitter'] } }));
await answer(client.DELETE('/api/v1/access/tokens/{id}', { params: { path: { id: created.token.id } } }));

const missing = await client.GET('/api/v1/templates/{name}', { params: { path: { name: 'no-such-template' } } });
assert.equal(missing.response.status, 404);
assert.equal(missing.error?.status, 404);

console.log(`TypeScript: ${calls} calls of 11 operations succeeded, and one was refused as it should.`);
