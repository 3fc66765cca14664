import type {
  FourKeys,
  FourKeysBucket,
  FourKeysGroup,
  PolicyDecision,
  Slo,
} from '../src/api/types';
import { exampleOf } from '../src/__testUtils__/contract';
import type { ContractServer } from '../src/__testUtils__/server';

const WEEK = 7 * 24 * 3600 * 1000;

/** Numbers that look like those of a team: they rise and fall, and are the same each time. */
function wave(index: number, low: number, high: number) {
  return low + ((high - low) * (1 + Math.sin(index * 1.3))) / 2;
}

type Keyed = Pick<
  FourKeys,
  | 'deployment_frequency'
  | 'lead_time_for_changes'
  | 'change_failure_rate'
  | 'time_to_restore'
>;

function fill<T extends Keyed>(keys: T, index: number, days: number): T {
  const count = Math.round(wave(index, 2, 14));
  const failed = Math.round(wave(index + 2, 0, count / 3));
  keys.deployment_frequency.count = count;
  keys.deployment_frequency.per_day = count / days;
  keys.deployment_frequency.level = count > 7 ? 'elite' : 'high';
  Object.assign(keys.lead_time_for_changes, {
    count: count * 2,
    p50_seconds: Math.round(wave(index, 3600, 90_000)),
    level: 'high',
  });
  Object.assign(keys.change_failure_rate, {
    failed,
    deployments: count,
    ratio: failed / count,
    level: failed ? 'medium' : 'elite',
    reason: undefined,
  });
  Object.assign(keys.time_to_restore, {
    count: failed,
    p50_seconds: failed ? Math.round(wave(index, 900, 9000)) : null,
    level: failed ? 'high' : undefined,
    reason: failed ? undefined : 'no_resolved_incidents',
  });
  return keys;
}

function fourKeys(query: URLSearchParams): FourKeys {
  const from = Date.parse(query.get('from') ?? '2026-01-05');
  const to = Date.parse(query.get('to') ?? '') || Date.now();
  const days = (to - from) / WEEK / 7;
  const keys = fill(exampleOf<FourKeys>('getFourKeys'), from / WEEK, days);
  Object.assign(keys.coverage, {
    deployments_without_known_change: 3,
    incidents_unattributed: 1,
    changes_not_yet_delivered: 4,
  });
  const stages = keys.lead_time_for_changes.stages!;
  Object.values(stages).forEach((stage, index) =>
    Object.assign(stage, {
      count: 20,
      missing: index,
      p50_seconds: 3600 * (index + 1),
      p90_seconds: 3600 * (index + 1) * 9,
    }),
  );
  if (query.get('interval') === 'week') {
    keys.series = Array.from(
      { length: Math.ceil((to - from) / WEEK) },
      (_, i) =>
        fill<FourKeysBucket>(
          {
            ...exampleOf<FourKeys>('getFourKeys'),
            from: new Date(from + i * WEEK).toISOString(),
            to: new Date(from + (i + 1) * WEEK).toISOString(),
            partial: from + (i + 1) * WEEK > to,
          },
          i,
          7,
        ),
    );
  }
  if (query.get('group_by') === 'team') {
    keys.groups = ['team-payments', 'team-checkout', 'team-search'].map(
      (key, index) =>
        fill<FourKeysGroup>(
          { ...exampleOf<FourKeys>('getFourKeys'), key },
          index,
          30,
        ),
    );
  }
  return keys;
}

/** Lets the server answer with a year of data where the examples of the contract have little. */
export function withMuchData(server: ContractServer) {
  server.answer('getFourKeys', url => ({
    status: 200,
    body: fourKeys(url.searchParams),
  }));
  server.answer('listPolicyDecisions', () => {
    const page = exampleOf<{ items: PolicyDecision[] }>('listPolicyDecisions');
    const open = structuredClone(page.items[0]);
    Object.assign(open, {
      decision_id: '11111111-1111-4111-8111-111111111111',
      hook: 'pull_request',
      pr_id: '18',
      commit_sha: 'b2c3d4e5',
      environment: null,
      environment_tier: 'development',
    });
    return { status: 200, body: { ...page, items: [open, ...page.items] } };
  });
  server.answer('listSlos', () => {
    const page = exampleOf<{ items: Slo[] }>('listSlos');
    const bad = structuredClone(page.items[0]);
    Object.assign(bad, {
      name: 'deployment-success',
      display_name: 'Deployment success',
      runbook_url: 'https://docs.acme.example/runbooks/deployments',
    });
    const [objective] = bad.objectives;
    objective.state = 'BREACHED';
    objective.budget.remaining_ratio = -0.2;
    objective.burn[0].state = 'FIRING';
    return { status: 200, body: { ...page, items: [...page.items, bad] } };
  });
}
