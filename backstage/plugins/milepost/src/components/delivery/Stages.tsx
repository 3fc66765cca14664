import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FourKeys, Stage } from '../../api/types';
import { milepostTranslationRef } from '../../translation';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { useFormat } from '../common/useFormat';

const STAGES = ['coding', 'pickup', 'review', 'deploy'] as const;

/** How long the stages of lead time take. */
export function Stages({ keys }: { keys: FourKeys }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const { stages } = keys.lead_time_for_changes;
  if (!stages) {
    return (
      <EmptyNote>
        {t('delivery.stagesTooMany', {
          limit: format.number(keys.coverage.changes_limit ?? 10_000),
        })}
      </EmptyNote>
    );
  }
  if (STAGES.every(name => stages[name].count === 0)) {
    return <EmptyNote>{t('delivery.stagesEmpty')}</EmptyNote>;
  }
  const duration = (seconds: number | null) =>
    seconds === null ? t('unit.unknown') : format.duration(seconds);
  return (
    <DataTable<[(typeof STAGES)[number], Stage]>
      label={t('delivery.stagesTitle')}
      rows={STAGES.map(name => [name, stages[name]])}
      rowId={([name]) => name}
      columns={[
        {
          id: 'stage',
          label: t('delivery.stage'),
          cell: ([name]) => t(`delivery.${name}`),
        },
        {
          id: 'p50',
          label: t('delivery.p50'),
          cell: ([, stage]) => duration(stage.p50_seconds),
        },
        {
          id: 'p90',
          label: t('delivery.p90'),
          cell: ([, stage]) => duration(stage.p90_seconds),
        },
        {
          id: 'known',
          label: t('delivery.known'),
          cell: ([, stage]) => format.number(stage.count),
        },
        {
          id: 'missing',
          label: t('delivery.missing'),
          cell: ([, stage]) => format.number(stage.missing),
        },
      ]}
    />
  );
}
