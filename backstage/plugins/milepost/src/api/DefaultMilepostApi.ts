import {
  createMilepostClient,
  type MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';
import { Answers } from './Answers';
import type { FirstPage, MilepostApi } from './MilepostApi';
import type {
  DecisionsQuery,
  FourKeysQuery,
  RecordsQuery,
  SlosQuery,
  WaiversQuery,
} from './types';

interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

function firstOf<T>(page: Page<T>): FirstPage<T> {
  return { items: page.items, more: page.next_cursor !== null };
}

/** Undefined where the service has no such thing, which it says of lists too that only later versions have. */
async function ifThere<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if ((error as { statusCode?: number } | undefined)?.statusCode === 404) {
      return undefined;
    }
    throw error;
  }
}

/** Reads Milepost through the backend plugin, with the credentials of the user. */
export class DefaultMilepostApi implements MilepostApi {
  readonly #client: MilepostClient;
  readonly #answers: Answers;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
    answers?: Answers;
  }) {
    this.#answers = options.answers ?? new Answers();
    this.#client = createMilepostClient({
      baseUrl: () => options.discoveryApi.getBaseUrl('milepost'),
      fetch: request => options.fetchApi.fetch(request),
    });
  }

  forget() {
    this.#answers.forget();
  }

  fourKeys(query: FourKeysQuery) {
    return this.#answers.of(['four-keys', query], async () => {
      const { data } = await this.#client.GET('/api/v1/four-keys', {
        params: { query },
      });
      return data!;
    });
  }

  deployments(query: RecordsQuery) {
    return this.#answers.of(['deployments', query], async () => {
      const { data } = await this.#client.GET('/api/v1/four-keys/deployments', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  changes(query: RecordsQuery) {
    return this.#answers.of(['changes', query], async () => {
      const { data } = await this.#client.GET('/api/v1/four-keys/changes', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  incidents(query: RecordsQuery) {
    return this.#answers.of(['incidents', query], async () => {
      const { data } = await this.#client.GET('/api/v1/four-keys/incidents', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  serviceTemplate(service: string) {
    return this.#answers.of(['service-template', service], () =>
      ifThere(async () => {
        const { data } = await this.#client.GET(
          '/api/v1/services/{service}/template',
          { params: { path: { service } } },
        );
        return data!;
      }),
    );
  }

  templates() {
    return this.#answers.of(['templates'], async () => {
      const { data } = await this.#client.GET('/api/v1/templates', {
        params: { query: { limit: 1000 } },
      });
      return firstOf(data!);
    });
  }

  template(name: string) {
    return this.#answers.of(['template', name], async () => {
      const { data } = await this.#client.GET('/api/v1/templates/{name}', {
        params: { path: { name } },
      });
      return data!;
    });
  }

  templateVersion(name: string, version: string) {
    return this.#answers.of(['template-version', name, version], async () => {
      const { data } = await this.#client.GET(
        '/api/v1/templates/{name}/versions/{version}',
        { params: { path: { name, version } } },
      );
      return data!;
    });
  }

  adoption(name: string) {
    return this.#answers.of(['adoption', name], async () => {
      const { data } = await this.#client.GET(
        '/api/v1/templates/{name}/adoption',
        { params: { path: { name } } },
      );
      return data!;
    });
  }

  upgrades(template: string) {
    return this.#answers.of(['upgrades', template], () =>
      ifThere(async () => {
        const { data } = await this.#client.GET('/api/v1/upgrades', {
          params: { query: { template, limit: 1000 } },
        });
        return firstOf(data!);
      }),
    );
  }

  campaigns(template: string) {
    return this.#answers.of(['campaigns', template], () =>
      ifThere(async () => {
        const { data } = await this.#client.GET('/api/v1/campaigns', {
          params: { query: { template } },
        });
        return firstOf(data!);
      }),
    );
  }

  campaign(id: string) {
    return this.#answers.of(['campaign', id], async () => {
      const { data } = await this.#client.GET('/api/v1/campaigns/{id}', {
        params: { path: { id } },
      });
      return data!;
    });
  }

  slos(query: SlosQuery) {
    return this.#answers.of(['slos', query], async () => {
      const { data } = await this.#client.GET('/api/v1/slos', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  badEvents(slo: string) {
    return this.#answers.of(['bad-events', slo], async () => {
      const { data } = await this.#client.GET(
        '/api/v1/slos/{name}/bad-events',
        {
          params: { path: { name: slo }, query: { limit: 50 } },
        },
      );
      return firstOf(data!);
    });
  }

  policies() {
    return this.#answers.of(['policies'], async () => {
      const { data } = await this.#client.GET('/api/v1/policies');
      return firstOf(data!);
    });
  }

  policyEnforcement(name: string) {
    return this.#answers.of(['policy-enforcement', name], async () => {
      const { data } = await this.#client.GET(
        '/api/v1/policies/{name}/enforcement',
        { params: { path: { name } } },
      );
      return data!;
    });
  }

  decisions(query: DecisionsQuery) {
    return this.#answers.of(['decisions', query], async () => {
      const { data } = await this.#client.GET('/api/v1/policies/decisions', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  waivers(query: WaiversQuery) {
    return this.#answers.of(['waivers', query], async () => {
      const { data } = await this.#client.GET('/api/v1/waivers', {
        params: { query },
      });
      return firstOf(data!);
    });
  }

  pipeline() {
    return this.#answers.of(['pipeline'], async () => {
      const { data } = await this.#client.GET('/api/v1/pipeline');
      return data!;
    });
  }

  quarantine() {
    return this.#answers.of(['quarantine'], async () => {
      const { data } = await this.#client.GET('/api/v1/quarantine', {
        params: { query: { limit: 50 } },
      });
      return firstOf(data!);
    });
  }
}
