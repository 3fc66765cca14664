import type {
  components,
  MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';

type Deployment = components['schemas']['Deployment'];

/** The numbers that can be explained. */
export const METRICS = [
  'deployment_frequency',
  'lead_time_for_changes',
  'change_failure_rate',
  'time_to_restore',
  'failed_deployment_recovery_time',
  'deployment_rework_rate',
] as const;

const PAGE = 200;
// A number may be of a hundred thousand deployments, of which few are failures.
const MOST_PAGES = 25;

type Question = {
  metric: (typeof METRICS)[number];
  service?: string[];
  team?: string[];
  from?: string;
  to?: string;
  limit: number;
};

type Page = { items: object[]; next_cursor: string | null };

/** Reads a number and the records that it is made of. */
export async function explain(client: MilepostClient, question: Question) {
  const { metric, limit, ...filter } = question;
  const { data: fourKeys } = await client.GET('/api/v1/four-keys', {
    params: { query: filter },
  });
  // All pages are of the window of the number, also where it ends now.
  const { from, to } = fourKeys!.window;
  const read = pageReader(client, metric, { ...filter, from, to });
  const isBehind = filterOf(metric);
  const records: Array<Record<string, unknown>> = [];
  let cursor: string | undefined;
  let pages = 0;
  do {
    const page = await read(cursor);
    records.push(...page.items.filter(isBehind).map(item => ({ ...item })));
    cursor = page.next_cursor ?? undefined;
    pages++;
  } while (cursor && records.length < limit && pages < MOST_PAGES);
  return {
    metric,
    number: { ...fourKeys![metric] },
    window: { ...fourKeys!.window },
    coverage: { ...fourKeys!.coverage },
    records: records.slice(0, limit),
    more: cursor !== undefined || records.length > limit,
  };
}

function pageReader(
  client: MilepostClient,
  metric: Question['metric'],
  filter: object,
): (cursor?: string) => Promise<Page> {
  return async cursor => {
    const { data } = await client.GET(pathOf(metric), {
      params: { query: { ...filter, limit: PAGE, cursor } },
    });
    return data!;
  };
}

function pathOf(metric: Question['metric']) {
  switch (metric) {
    case 'lead_time_for_changes':
      return '/api/v1/four-keys/changes';
    case 'time_to_restore':
      return '/api/v1/four-keys/incidents';
    default:
      return '/api/v1/four-keys/deployments';
  }
}

function filterOf(metric: Question['metric']): (item: object) => boolean {
  switch (metric) {
    case 'change_failure_rate':
    case 'failed_deployment_recovery_time':
      return item => (item as Deployment).failed;
    case 'deployment_rework_rate':
      return item => (item as Deployment).rework;
    default:
      return () => true;
  }
}
