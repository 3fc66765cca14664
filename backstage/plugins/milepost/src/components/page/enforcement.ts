import type {
  PolicyEnforcement,
  PolicyEnforcementRule,
  PolicyMode,
} from '../../api/types';

/** The tiers of environments, from the strictest. */
export const TIERS = [
  'production',
  'staging',
  'testing',
  'development',
  'other',
] as const;

/** A tier. */
export type Tier = (typeof TIERS)[number];

function isForAll(rule: PolicyEnforcementRule, now: number) {
  const started = !rule.starts_at || Date.parse(rule.starts_at) <= now;
  return (
    started &&
    !rule.teams &&
    !rule.templates &&
    !rule.services &&
    (rule.share ?? 1) >= 1 &&
    !rule.grace_days
  );
}

/**
 * The mode that a policy has in a tier for most services, and how many rules before give some services another one. The
 * first rule that matches a service decides.
 */
export function modeIn(
  enforcement: PolicyEnforcement,
  tier: Tier,
  now = Date.now(),
): { mode: PolicyMode; exceptions: number } {
  let exceptions = 0;
  for (const rule of enforcement.rules) {
    if (!rule.tiers || rule.tiers.includes(tier)) {
      if (isForAll(rule, now)) {
        return { mode: rule.mode, exceptions };
      }
      exceptions += 1;
    }
  }
  return { mode: enforcement.defaults[tier], exceptions };
}
