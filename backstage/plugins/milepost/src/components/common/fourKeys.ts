import type {
  ChangeFailureRate,
  DeploymentFrequency,
  LeadTime,
  Level,
  Reason,
  TimeToRestore,
} from '../../api/types';
import type { Format } from './useFormat';

/** The names of the four keys, as the texts have them. */
export const KEYS = [
  'frequency',
  'leadTime',
  'failureRate',
  'restore',
] as const;

/** A key of the four. */
export type KeyName = (typeof KEYS)[number];

/** The records that a key is counted from. */
export type RecordKind = 'deployments' | 'changes' | 'incidents';

/** What windows, weeks and groups have alike. */
export interface Keyed {
  deployment_frequency: DeploymentFrequency;
  lead_time_for_changes: LeadTime;
  change_failure_rate: ChangeFailureRate;
  time_to_restore: TimeToRestore;
}

/** The number of a key, and what is known about it. */
export interface KeyFigure {
  value: number | null;
  count: number;
  failed: number;
  level?: Level;
  reason?: Reason;
}

/** The records behind each key. */
export const RECORDS: Record<KeyName, RecordKind> = {
  frequency: 'deployments',
  leadTime: 'changes',
  failureRate: 'deployments',
  restore: 'incidents',
};

/** Takes the number of a key out of an answer. */
export function figureOf(of: Keyed, key: KeyName): KeyFigure {
  switch (key) {
    case 'frequency': {
      const { per_day: value, count, level, reason } = of.deployment_frequency;
      return { value, count, failed: 0, level, reason };
    }
    case 'leadTime': {
      const {
        p50_seconds: value,
        count,
        level,
        reason,
      } = of.lead_time_for_changes;
      return { value, count, failed: 0, level, reason };
    }
    case 'failureRate': {
      const {
        ratio: value,
        deployments,
        failed,
        level,
        reason,
      } = of.change_failure_rate;
      return { value, count: deployments, failed, level, reason };
    }
    default: {
      const { p50_seconds: value, count, level, reason } = of.time_to_restore;
      return { value, count, failed: 0, level, reason };
    }
  }
}

/** The number of a key with its unit. */
export function textOf(key: KeyName, value: number, format: Format): string {
  switch (key) {
    case 'frequency':
      return format.frequency(value);
    case 'failureRate':
      return format.percent(value);
    default:
      return format.duration(value);
  }
}

/** How a number changed: more deployments are better, of all others less. */
export function trendOf(
  key: KeyName,
  now: number | null,
  before: number | null,
): 'better' | 'worse' | 'same' | 'unknown' {
  if (now === null || before === null) return 'unknown';
  // A change of less than two of a hundred cannot be seen in the figures, which are rounded.
  if (Math.abs(now - before) <= 0.02 * Math.max(now, before)) return 'same';
  return now > before === (key === 'frequency') ? 'better' : 'worse';
}
