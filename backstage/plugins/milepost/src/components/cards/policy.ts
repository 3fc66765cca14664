import type { PolicyDecision } from '../../api/types';

type PolicyResult = PolicyDecision['results'][number];

/** The latest result of each policy, by title. Its mode differs by tier; that of production matters most. */
export function latestResults(decisions: PolicyDecision[]): PolicyResult[] {
  const latest = new Map<string, PolicyResult>();
  const inProduction = ({ environment_tier: tier }: PolicyDecision) =>
    tier === 'production';
  for (const decision of [
    ...decisions.filter(inProduction),
    ...decisions.filter(other => !inProduction(other)),
  ]) {
    for (const result of decision.results) {
      if (!latest.has(result.policy)) latest.set(result.policy, result);
    }
  }
  return [...latest.values()].sort((a, b) => a.title.localeCompare(b.title));
}

/**
 * The latest decision about each pull request that was not deployed since. Milepost is not told of each pull request that
 * is closed; one that a later decision at a build or deployment names by its commit or correlation is merged.
 */
export function openPullRequests(
  decisions: PolicyDecision[],
): PolicyDecision[] {
  const merged = new Set<string>();
  const open = new Map<string, PolicyDecision>();
  // The newest come first, so what merged a pull request is seen before it.
  for (const decision of decisions) {
    const marks = [decision.commit_sha, decision.correlation_id].filter(
      (mark): mark is string => mark !== null,
    );
    const key =
      decision.pr_id && `${decision.repository ?? ''}!${decision.pr_id}`;
    if (decision.hook === 'pull_request') {
      if (
        key &&
        !open.has(key) &&
        !merged.has(key) &&
        !marks.some(mark => merged.has(mark))
      ) {
        open.set(key, decision);
      }
    } else if (decision.hook === 'deploy' || decision.hook === 'promote') {
      marks.forEach(mark => merged.add(mark));
      if (key) merged.add(key);
    }
  }
  return [...open.values()];
}
