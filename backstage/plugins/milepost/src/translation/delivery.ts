/** Texts of the tab "Delivery". */
export const deliveryMessages = {
  tab: 'Delivery',
  delivery: {
    what: 'The delivery',
    window: 'Time',
    weeks_one: '{{count}} week',
    weeks_other: '{{count}} weeks',
    byWeek: 'By week',
    week: 'Week of {{date}}',
    weekColumn: 'Week',
    partial: 'not over',
    chart: '{{what}} by week',
    chartHelp:
      'Choose a week in the chart or in the table to see what is behind its number.',
    asTable: '{{what}} as a table',
    noValue: 'no value',
    showWeek: 'Show the records of the week of {{date}}',
    recordsTitle: 'What is behind the numbers',
    recordsLatest: 'This week and the week before',
    recordsOf: 'Records from {{from}} to {{to}}',
    recordsMore: 'Only the oldest {{count}} are listed. Choose one week.',
    noDeployments: 'No successful deployment in this time.',
    noChanges: 'No change was delivered in this time.',
    noIncidents: 'No incident was opened, resolved or open in this time.',
    finished: 'Finished',
    deployment: 'Deployment',
    environment: 'Environment',
    commit: 'Commit',
    rule: 'Rule',
    outcome: 'Outcome',
    delivered: 'Delivered',
    leadTime: 'Lead time',
    opened: 'Opened',
    incident: 'Incident',
    restore: 'Time to restore',
    attributedTo: 'Attributed to',
    changes_one: '{{count}} change',
    changes_other: '{{count}} changes',
    succeeded: 'Did not fail',
    failedByIncident: 'Failed, by incident {{incident}}',
    failedByDeployment: 'Failed, by {{kind}} {{deployment}}',
    rework: 'Rework',
    stillOpen: 'still open',
    kind: {
      rollback: 'rollback',
      hotfix: 'hotfix',
      incident: 'incident',
    },
    changeRule: {
      explicit: 'The deployment names the commit',
      ancestry: 'The commit is reachable from the deployed one',
      window: 'Committed between both deployed commits',
      head: 'The commit is the deployed one',
      none: 'No known change',
    },
    incidentRule: {
      deployment: 'The incident names the deployment',
      commit: 'The incident names the commit',
      window: 'Opened shortly after the deployment',
      external: 'The cause is not a deployment',
      none: 'No rule applied',
    },
    stagesTitle: 'Stages of lead time',
    stagesEmpty:
      'No pull request of a delivered change is known. Send change.merged events with opened_at, first_review_at and merged_at.',
    stagesTooMany:
      'More than {{limit}} changes were delivered. Choose a shorter time.',
    stage: 'Stage',
    p50: 'Median',
    p90: '90th percentile',
    known: 'Changes',
    missing: 'Unknown',
    coding: 'Coding: first commit to opening',
    pickup: 'Pickup: opening to first review',
    review: 'Review: first review to merge',
    deploy: 'Deploy: merge to delivery',
    coverageTitle: 'What is missing',
    complete: 'Nothing is missing from these numbers.',
    deployments_one:
      '{{count}} deployment has no known change. Name its commits in deploy.completed, or send change.created for them.',
    deployments_other:
      '{{count}} deployments have no known change. Name their commits in deploy.completed, or send change.created for them.',
    unattributed_one:
      '{{count}} incident is attributed to no deployment. Send its deployment_id or commit_sha, or its cause.',
    unattributed_other:
      '{{count}} incidents are attributed to no deployment. Send their deployment_id or commit_sha, or their cause.',
    leftOut_one:
      '{{count}} incident was resolved before it was opened, and is left out. Correct its times.',
    leftOut_other:
      '{{count}} incidents were resolved before they were opened, and are left out. Correct their times.',
    undelivered_one:
      '{{count}} change is not delivered yet. Deploy it, or name it in deploy.completed if it was.',
    undelivered_other:
      '{{count}} changes are not delivered yet. Deploy them, or name them in deploy.completed if they were.',
    undeliveredTooMany:
      'There are too many changes to count those not delivered. Choose a shorter time.',
    quarantined_one:
      '{{count}} event of the organisation could not be processed. See its reason under Pipeline.',
    quarantined_other:
      '{{count}} events of the organisation could not be processed. See their reasons under Pipeline.',
    negative_one:
      '{{count}} change was delivered before it was committed, and is left out. Correct its times.',
    negative_other:
      '{{count}} changes were delivered before they were committed, and are left out. Correct their times.',
  },
} as const;
