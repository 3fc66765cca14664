/** Texts that cards, tab and page share. */
export const commonMessages = {
  unit: {
    perDay: '{{value}} per day',
    perWeek: '{{value}} per week',
    perMonth: '{{value}} per 30 days',
    unknown: 'unknown',
    none: 'none',
  },
  key: {
    frequency: 'Deployment frequency',
    leadTime: 'Lead time for changes',
    failureRate: 'Change failure rate',
    restore: 'Time to restore',
    median: 'median',
    frequencyOf_one: '{{count}} deployment',
    frequencyOf_other: '{{count}} deployments',
    leadTimeOf_one: 'median of {{count}} change',
    leadTimeOf_other: 'median of {{count}} changes',
    failureRateOf_one: '{{failed}} of {{count}} deployment failed',
    failureRateOf_other: '{{failed}} of {{count}} deployments failed',
    restoreOf_one: 'median of {{count}} incident',
    restoreOf_other: 'median of {{count}} incidents',
  },
  level: {
    label: 'Level: {{level}}',
    elite: 'Elite',
    high: 'High',
    medium: 'Medium',
    low: 'Low',
  },
  reason: {
    no_deployments:
      'No deployment in this time. Send deploy.completed events to be counted.',
    no_changes:
      'No delivered change in this time. Send change.created or change.merged events, and name the commits in deploy.completed.',
    no_resolved_incidents: 'No incident was resolved in this time.',
    no_incident_source:
      'No incident was ever received, so this is a lower bound. Connect a source of incidents.',
  },
  trend: {
    better: 'better than in the {{days}} days before: {{before}}',
    worse: 'worse than in the {{days}} days before: {{before}}',
    same: 'the same as in the {{days}} days before',
    unknown: 'no figure for the {{days}} days before',
  },
  records: {
    deployments: 'Deployments',
    changes: 'Changes',
    incidents: 'Incidents',
    showDeployments: 'Show the deployments',
    showChanges: 'Show the changes',
    showIncidents: 'Show the incidents',
  },
  mode: {
    off: 'Off',
    shadow: 'Shadow',
    warn: 'Warn',
    enforce: 'Enforce',
  },
  tier: {
    production: 'Production',
    staging: 'Staging',
    testing: 'Testing',
    development: 'Development',
    other: 'Other',
  },
  state: {
    MET: 'Met',
    LIKELY_MET: 'Likely met',
    LIKELY_BREACHED: 'Likely breached',
    BREACHED: 'Breached',
    INSUFFICIENT_DATA: 'Too little data',
    NO_DATA: 'No data',
  },
  loading: 'Loading {{what}}',
  error: {
    title: '{{what}} could not be read',
    retry: 'Try again',
    unauthenticated: 'Sign in again, then try again.',
    forbidden:
      'Ask the operators of Milepost for the role reader, or for the permission milepost.read.',
    busy: 'Milepost is busy or starting. Wait a moment, then try again.',
    unreachable:
      'Check that the Milepost backend plugin is installed and reaches the service.',
    other: 'If it happens again, tell the operators of Milepost.',
  },
  unknownName:
    'Milepost has never heard of {{names}}. Check the annotation milepost.dev/telemetry-key of the entity, or send its first event.',
  recomputing_one:
    'The settings were changed. {{count}} service still has the numbers of the old ones.',
  recomputing_other:
    'The settings were changed. {{count}} services still have the numbers of the old ones.',
  more: 'There are more than are listed here.',
  table: {
    previous: 'Previous rows',
    next: 'Next rows',
    range: '{{from}} to {{to}} of {{total}}',
  },
} as const;
