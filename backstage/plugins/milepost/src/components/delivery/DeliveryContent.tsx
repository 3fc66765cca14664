import {
  useAppSearchParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Button, Flex, Grid, Select, Text } from '@backstage/ui';
import { serviceOf } from '@milepost/backstage-plugin-milepost-common';
import { useState } from 'react';
import type { FourKeysBucket } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { KEYS, type RecordKind } from '../common/fourKeys';
import { notesOf } from '../common/notes';
import { SectionCard } from '../common/SectionCard';
import { daysBefore, monday, wholeMinute } from '../common/time';
import { useFormat } from '../common/useFormat';
import { Records } from './Records';
import { Stages } from './Stages';
import { WeekSection } from './WeekSection';

const WEEKS = [12, 26, 52];

/** The delivery of a service: its numbers by week, what is behind them, and what is missing. */
export function DeliveryContent() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const [params] = useAppSearchParams();
  const [kind, setKind] = useState<RecordKind>(kindOf(params.get('records')));
  const [weeks, setWeeks] = useState(WEEKS[0]);
  const [week, setWeek] = useState<FourKeysBucket>();
  // The time stays the same while the tab is open, so that numbers and records belong together.
  const [now] = useState(() => wholeMinute());

  const service = serviceOf(entity);
  const latest = { from: daysBefore(monday(now), 7), to: now };
  const query = {
    service: [service],
    from: daysBefore(monday(now), 7 * (weeks - 1)),
    to: now,
    interval: 'week' as const,
  };
  const reading = useMilepost(JSON.stringify(query), api =>
    api.fourKeys(query),
  );
  const range = week ? { from: week.from, to: week.to } : latest;
  return (
    <Flex direction="column" gap="4">
      <Select
        label={t('delivery.window')}
        options={WEEKS.map(count => ({
          value: String(count),
          label: t('delivery.weeks', { count }),
        }))}
        value={String(weeks)}
        onChange={value => {
          setWeeks(Number(value));
          setWeek(undefined);
        }}
        style={{ maxWidth: 200 }}
      />
      <SectionCard
        title={t('delivery.byWeek')}
        subtitle={t('delivery.chartHelp')}
      >
        <Await reading={reading} what={t('delivery.what')} rows={10}>
          {({ series = [] }) => (
            <Grid.Root columns={{ initial: '1', md: '2' }} gap="6">
              {KEYS.map(name => (
                <WeekSection
                  key={name}
                  name={name}
                  series={series}
                  selected={
                    week && series.findIndex(({ from }) => from === week.from)
                  }
                  onSelect={index => setWeek(series[index])}
                />
              ))}
            </Grid.Root>
          )}
        </Await>
      </SectionCard>
      <SectionCard
        title={t('delivery.recordsTitle')}
        subtitle={
          week
            ? t('delivery.recordsOf', {
                from: format.date(week.from),
                to: format.date(week.to),
              })
            : t('delivery.recordsLatest')
        }
        footer={
          week && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => setWeek(undefined)}
            >
              {t('delivery.recordsLatest')}
            </Button>
          )
        }
      >
        <div aria-live="polite">
          <Records
            query={{ service: [service], ...range }}
            kind={kind}
            onKind={setKind}
          />
        </div>
      </SectionCard>
      <Grid.Root columns={{ initial: '1', md: '2' }} gap="4">
        <SectionCard title={t('delivery.stagesTitle')}>
          <Await reading={reading} what={t('delivery.stagesTitle')}>
            {keys => <Stages keys={keys} />}
          </Await>
        </SectionCard>
        <SectionCard title={t('delivery.coverageTitle')}>
          <Await reading={reading} what={t('delivery.coverageTitle')}>
            {keys => {
              const notes = notesOf(keys, t);
              return notes.length ? (
                <ul style={{ margin: 0, paddingInlineStart: '1.25em' }}>
                  {notes.map(note => (
                    <li key={note}>
                      <Text>{note}</Text>
                    </li>
                  ))}
                </ul>
              ) : (
                <Text>{t('delivery.complete')}</Text>
              );
            }}
          </Await>
        </SectionCard>
      </Grid.Root>
    </Flex>
  );
}

function kindOf(text: string | null): RecordKind {
  return text === 'changes' || text === 'incidents' ? text : 'deployments';
}
