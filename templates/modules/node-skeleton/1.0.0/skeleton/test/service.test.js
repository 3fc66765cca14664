import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createService } from '../src/service.js';

const service = createService();
let address;

before(async () => {
  await new Promise((resolve) => service.listen(0, resolve));
  address = `http://localhost:${service.address().port}`;
});

after(() => service.close());

test('is alive and ready', async () => {
  for (const path of ['/health/live', '/health/ready']) {
    const response = await fetch(address + path);

    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), { status: 'UP' });
  }
});

test('says who it is', async () => {
  const response = await fetch(address);

  assert.deepEqual(await response.json(), { service: '${{ values.name }}' });
});

test('knows no other path', async () => {
  assert.equal((await fetch(`${address}/nothing`)).status, 404);
  assert.equal((await fetch(address, { method: 'DELETE' })).status, 404);
});
