import { ContractServer, refusal } from '../__testUtils__/server';
import { Answers } from './Answers';
import { DefaultMilepostApi } from './DefaultMilepostApi';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

function apiWith(answers?: Answers) {
  return new DefaultMilepostApi({
    discoveryApi: { getBaseUrl: async () => server.url },
    fetchApi: { fetch },
    answers,
  });
}

describe('DefaultMilepostApi', () => {
  it('asks the plugin of the discovery, with the credentials of the user', async () => {
    const asked: string[] = [];
    const sent: Request[] = [];
    const api = new DefaultMilepostApi({
      discoveryApi: {
        getBaseUrl: async id => {
          asked.push(id);
          return server.url;
        },
      },
      fetchApi: {
        fetch: async input => {
          sent.push(input as Request);
          return fetch(input);
        },
      },
    });
    await api.pipeline();
    expect(asked).toEqual(['milepost']);
    expect(sent.map(({ url }) => url)).toEqual([
      `${server.url}/api/v1/pipeline`,
    ]);
  });

  it('encodes the entity ref of a service', async () => {
    await apiWith().serviceTemplate('component:default/orders');
    expect(server.requests[0].url.pathname).toBe(
      '/api/v1/services/component%3Adefault%2Forders/template',
    );
  });

  it('has no golden path where the service has none, but fails else', async () => {
    server.answer('getServiceTemplate', {
      status: 404,
      body: refusal(404, 'It is on no known golden path.'),
    });
    await expect(apiWith().serviceTemplate('a')).resolves.toBeUndefined();
    server.answer('getServiceTemplate', {
      status: 503,
      body: refusal(503, 'It is busy.'),
    });
    await expect(apiWith().serviceTemplate('a')).rejects.toMatchObject({
      statusCode: 503,
      cause: { message: 'It is busy.' },
    });
  });

  it('says that a list has more', async () => {
    server.answer('listSlos', {
      status: 200,
      body: { items: [], next_cursor: 'abc' },
    });
    await expect(apiWith().slos({})).resolves.toEqual({
      items: [],
      more: true,
    });
  });

  it('keeps an answer for a while, of each question', async () => {
    let now = 0;
    const api = apiWith(new Answers(60_000, () => now));
    await Promise.all([api.fourKeys({}), api.fourKeys({})]);
    await api.fourKeys({ team: ['a'] });
    now = 59_999;
    await api.fourKeys({});
    expect(server.asked('getFourKeys')).toHaveLength(2);
    now = 60_000;
    await api.fourKeys({});
    expect(server.asked('getFourKeys')).toHaveLength(3);
    api.forget();
    await api.fourKeys({});
    expect(server.asked('getFourKeys')).toHaveLength(4);
  });

  it('keeps no error', async () => {
    const api = apiWith();
    server.answer('getPipeline', {
      status: 500,
      body: refusal(500, 'It failed.'),
    });
    await expect(api.pipeline()).rejects.toThrow('500');
    server.reset();
    await expect(api.pipeline()).resolves.toMatchObject({ lag_events: 0 });
  });
});
