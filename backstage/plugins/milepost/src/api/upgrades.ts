// Not each service has these reads, and the contract that the client is made from does not have them yet. So their
// answers are described here, as far as they are shown, and a service without them shows nothing of them.

/**
 * A service, and how far it is behind.
 *
 * @public
 */
export interface ServiceBehind {
  /** The service. */
  service: string;
  /** The team that owns it now; null if it is unknown. */
  team: string | null;
  /** The golden path that it is on. */
  template: string;
  /** The version that it is on. */
  version: string;
  /** The version on the stable channel; null if it is not later. */
  newest: string | null;
  /** Whether that is another major version. */
  breaking: boolean;
  /** The versions to cross. */
  versions: number;
  /** Whole days between the publications of both versions. */
  days: number;
  /** What the service misses; null if it misses nothing. */
  severity: 'change' | 'fix' | 'security' | null;
  /** The upgrade whose pull request is open; null without one. */
  open_upgrade: {
    version: string;
    repository: string | null;
    pull_request: string | null;
  } | null;
  /** The last upgrade plan; null if none was made. */
  last_plan: { to: string; conflicts: number } | null;
}

/**
 * An upgrade that is offered to many services, wave by wave.
 *
 * @public
 */
export interface Campaign {
  /** Its id. */
  id: string;
  /** The golden path. */
  template: string;
  /** The version that it offers. */
  to: string;
  /** What people call it; null if nobody said. */
  title: string | null;
  /** Its state: stopped by itself, or paused by somebody. */
  state: 'running' | 'paused' | 'stopped' | 'ended';
  /** Why it has this state; null if it was just created. */
  reason: string | null;
  /** The number of waves. */
  waves: number;
  /** The wave that was offered last; 0 before the first. */
  wave: number;
}

/**
 * A campaign and how it went. Each service is counted by the state that it has now.
 *
 * @public
 */
export interface CampaignDetail extends Campaign {
  /** The numbers of services. */
  report: {
    services: number;
    offered: number;
    opened: number;
    merged: number;
    declined: number;
    failed: number;
    later: number;
    moved_on: number;
    waiting: number;
  };
}
