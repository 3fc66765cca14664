import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Grid, Text } from '@backstage/ui';
import type { Pipeline } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';
import { PartBody } from './PartBody';

const COUNTS = [
  'accepted',
  'enriched',
  'projected',
  'duplicates',
  'quarantined',
] as const;

/** How far the events are on their way to the numbers, and which got stuck. */
export function PipelinePart() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const pipeline = useMilepost('pipeline', api => api.pipeline());
  return (
    <PartBody>
      <SectionCard title={t('pipelinePage.title')}>
        <Await reading={pipeline} what={t('pipelinePage.what')}>
          {value => <Health pipeline={value} />}
        </Await>
      </SectionCard>
      <SectionCard title={t('pipelinePage.uncounted')}>
        <Await reading={pipeline} what={t('pipelinePage.what')}>
          {value => <Uncounted pipeline={value} />}
        </Await>
      </SectionCard>
      <Quarantine />
    </PartBody>
  );
}

function Health({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const { lag_events: lag, postponed_services: postponed } = pipeline;
  return (
    <Flex direction="column" gap="4">
      <Alert
        status={lag ? 'info' : 'success'}
        icon
        title={
          lag
            ? t('pipelinePage.lag', {
                count: lag,
                duration: format.duration(pipeline.lag_seconds),
              })
            : t('pipelinePage.upToDate')
        }
      />
      {postponed > 0 && (
        <Alert
          status="warning"
          icon
          title={t('pipelinePage.postponed', { count: postponed })}
        />
      )}
      {pipeline.recomputing && (
        <Alert
          status="info"
          icon
          title={t('recomputing', { count: pipeline.recomputing.remaining })}
        />
      )}
      <Grid.Root columns={{ initial: '2', sm: '5' }} gap="4">
        {COUNTS.map(name => (
          <div key={name}>
            <Text as="h3" variant="body-small" color="secondary">
              {t(`pipelinePage.${name}`)}
            </Text>
            <Text variant="title-small" weight="bold">
              {format.number(pipeline[name])}
            </Text>
          </div>
        ))}
      </Grid.Root>
    </Flex>
  );
}

function Uncounted({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  return pipeline.uncounted.length ? (
    <DataTable
      label={t('pipelinePage.uncounted')}
      rows={pipeline.uncounted}
      rowId={({ origin, reason }) => JSON.stringify([origin, reason])}
      columns={[
        {
          id: 'origin',
          label: t('pipelinePage.origin'),
          cell: ({ origin }) => origin,
        },
        {
          id: 'reason',
          label: t('pipelinePage.reason'),
          cell: ({ reason }) => reason,
        },
        {
          id: 'events',
          label: t('pipelinePage.events'),
          cell: ({ events }) => format.number(events),
        },
        {
          id: 'last',
          label: t('pipelinePage.last'),
          cell: ({ last_at: last }) => format.time(last),
        },
      ]}
    />
  ) : (
    <EmptyNote>{t('pipelinePage.noUncounted')}</EmptyNote>
  );
}

function Quarantine() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const reading = useMilepost('quarantine', api => api.quarantine());
  return (
    <SectionCard
      title={t('pipelinePage.quarantine')}
      subtitle={t('pipelinePage.quarantineHelp')}
    >
      <Await reading={reading} what={t('pipelinePage.quarantineWhat')}>
        {({ items, more }) =>
          items.length ? (
            <>
              <DataTable
                label={t('pipelinePage.quarantine')}
                rows={items}
                rowId={({ id }) => id}
                columns={[
                  {
                    id: 'event',
                    label: t('pipelinePage.event'),
                    cell: ({ event, id }) => event.type ?? event.id ?? id,
                  },
                  {
                    id: 'service',
                    label: t('pipelinePage.service'),
                    cell: ({ event }) => event.service ?? t('unit.unknown'),
                  },
                  {
                    id: 'at',
                    label: t('pipelinePage.at'),
                    cell: ({ quarantined_at: at }) => format.time(at),
                  },
                  {
                    id: 'detail',
                    label: t('pipelinePage.detail'),
                    cell: ({ reason, detail }) => `${reason}: ${detail}`,
                  },
                  {
                    id: 'settled',
                    label: t('pipelinePage.settled'),
                    cell: ({ settled_at: settled }) =>
                      settled ? format.time(settled) : t('unit.none'),
                  },
                ]}
              />
              {more && <Text color="secondary">{t('more')}</Text>}
            </>
          ) : (
            <EmptyNote>{t('pipelinePage.noQuarantine')}</EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}
