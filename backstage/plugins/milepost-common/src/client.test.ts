import { createMilepostClient } from './client';

function respond(status: number, body: unknown) {
  return jest.fn(
    async (_: Request) =>
      new Response(JSON.stringify(body), {
        status,
        headers: { 'content-type': 'application/json' },
      }),
  );
}

describe('createMilepostClient', () => {
  it('asks the base URL before each request and repeats lists', async () => {
    const fetch = respond(200, { definition: 'four-keys/1' });
    const baseUrl = jest
      .fn()
      .mockResolvedValueOnce('http://one.example/api/milepost/')
      .mockResolvedValueOnce('http://two.example');
    const client = createMilepostClient({ baseUrl, fetch });
    const query = { service: ['component:default/a', 'b'], from: '2026-06-01' };

    const { data } = await client.GET('/api/v1/four-keys', {
      params: { query },
    });
    await client.GET('/api/v1/four-keys', { params: { query } });

    expect(data?.definition).toBe('four-keys/1');
    expect(fetch.mock.calls.map(([request]) => request.url)).toEqual([
      'http://one.example/api/milepost/api/v1/four-keys?service=component%3Adefault%2Fa&service=b&from=2026-06-01',
      'http://two.example/api/v1/four-keys?service=component%3Adefault%2Fa&service=b&from=2026-06-01',
    ]);
  });

  it('keeps the method, the headers and the body of a request', async () => {
    const fetch = respond(202, { accepted: 1 });
    const client = createMilepostClient({
      baseUrl: () => 'http://one.example',
      fetch,
    });

    await client.POST('/api/v1/policies/evaluate', {
      body: { hook: 'build', service_id: 'orders' },
      headers: { 'idempotency-key': 'k' },
    });

    const request = fetch.mock.calls[0][0];
    expect(request.method).toBe('POST');
    expect(request.headers.get('idempotency-key')).toBe('k');
    expect(await request.json()).toEqual({
      hook: 'build',
      service_id: 'orders',
    });
  });

  it('throws what the service says of a request that it refuses', async () => {
    const fetch = respond(400, {
      type: '/problems/invalid-request',
      error: { name: 'InputError', message: 'servce is not a parameter' },
      request: { method: 'GET', url: '/api/v1/four-keys' },
      response: { statusCode: 400 },
    });
    const client = createMilepostClient({
      baseUrl: () => 'http://one.example',
      fetch,
    });

    const refused = client.GET('/api/v1/four-keys', { params: { query: {} } });

    await expect(refused).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 400,
      body: { error: { message: 'servce is not a parameter' } },
    });
  });
});
