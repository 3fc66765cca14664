import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Change, Deployment, Incident } from '../../api/types';
import { milepostTranslationRef } from '../../translation';
import type { DataColumn } from '../common/DataTable';
import { useFormat } from '../common/useFormat';

const short = (sha: string | null) => sha?.slice(0, 8) ?? '';

/** What the tables of records show. */
export function useRecordColumns() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();

  const outcome = (deployment: Deployment) => {
    const { failure, failed_by: by } = deployment;
    if (!deployment.failed || !failure || !by) {
      return deployment.rework ? t('delivery.rework') : t('delivery.succeeded');
    }
    return failure.incident_id
      ? t('delivery.failedByIncident', { incident: failure.incident_id })
      : t('delivery.failedByDeployment', {
          kind: t(`delivery.kind.${by}`),
          deployment: failure.deployment_id ?? '',
        });
  };

  const deployments: DataColumn<Deployment>[] = [
    {
      id: 'deployment',
      label: t('delivery.deployment'),
      cell: row => row.deployment_id,
    },
    {
      id: 'finished',
      label: t('delivery.finished'),
      cell: row => format.time(row.finished_at),
    },
    {
      id: 'environment',
      label: t('delivery.environment'),
      cell: row => row.environment,
    },
    {
      id: 'commit',
      label: t('delivery.commit'),
      cell: row => short(row.commit_sha),
    },
    {
      id: 'rule',
      label: t('delivery.rule'),
      cell: row =>
        row.rule
          ? `${t(`delivery.changeRule.${row.rule}`)}: ${t('delivery.changes', {
              count: row.changes,
            })}`
          : t('delivery.changeRule.none'),
    },
    { id: 'outcome', label: t('delivery.outcome'), cell: outcome },
  ];

  const changes: DataColumn<Change>[] = [
    {
      id: 'commit',
      label: t('delivery.commit'),
      cell: row => short(row.commit_sha),
    },
    {
      id: 'delivered',
      label: t('delivery.delivered'),
      cell: row => format.time(row.delivered_at),
    },
    {
      id: 'leadTime',
      label: t('delivery.leadTime'),
      cell: row => format.duration(row.lead_time_seconds),
    },
    {
      id: 'deployment',
      label: t('delivery.deployment'),
      cell: row => row.deployment_id,
    },
    {
      id: 'rule',
      label: t('delivery.rule'),
      cell: row => t(`delivery.changeRule.${row.rule}`),
    },
  ];

  const incidents: DataColumn<Incident>[] = [
    {
      id: 'incident',
      label: t('delivery.incident'),
      cell: row => `${row.incident_id} (${row.source})`,
    },
    {
      id: 'opened',
      label: t('delivery.opened'),
      cell: row => format.time(row.opened_at),
    },
    {
      id: 'restore',
      label: t('delivery.restore'),
      cell: row =>
        row.time_to_restore_seconds === null
          ? t('delivery.stillOpen')
          : format.duration(row.time_to_restore_seconds),
    },
    {
      id: 'attributed',
      label: t('delivery.attributedTo'),
      cell: row => row.deployment_id ?? t('unit.none'),
    },
    {
      id: 'rule',
      label: t('delivery.rule'),
      cell: row => t(`delivery.incidentRule.${row.rule ?? 'none'}`),
    },
  ];

  return { deployments, changes, incidents };
}
