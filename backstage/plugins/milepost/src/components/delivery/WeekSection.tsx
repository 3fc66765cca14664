import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Box,
  Button,
  Skeleton,
  Text,
} from '@backstage/ui';
import { lazy, Suspense } from 'react';
import type { FourKeysBucket } from '../../api/types';
import { milepostTranslationRef } from '../../translation';
import { DataTable } from '../common/DataTable';
import { figureOf, type KeyName, textOf } from '../common/fourKeys';
import { type Format, useFormat } from '../common/useFormat';

// Cards do without charts, so their code is loaded with the first one.
const WeekChart = lazy(() => import('./WeekChart'));

/** The number of a key in a week: deployments are counted, all others are as in the whole window. */
function weekValue(bucket: FourKeysBucket, key: KeyName): number | null {
  return key === 'frequency'
    ? bucket.deployment_frequency.count
    : figureOf(bucket, key).value;
}

function weekText(key: KeyName, value: number, format: Format): string {
  return key === 'frequency'
    ? format.number(value, 0)
    : textOf(key, value, format);
}

/** One key by week: a chart, and the same as a table whose rows choose the week. */
export function WeekSection(props: {
  name: KeyName;
  series: FourKeysBucket[];
  selected?: number;
  onSelect: (index: number) => void;
}) {
  const { name, series, selected, onSelect } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const what =
    name === 'frequency' ? t('records.deployments') : t(`key.${name}`);
  const text = (bucket: FourKeysBucket) => {
    const value = weekValue(bucket, name);
    return value === null
      ? t('delivery.noValue')
      : weekText(name, value, format);
  };
  const label = (bucket: FourKeysBucket) => format.date(bucket.from);
  return (
    <Box>
      <Text as="h3" variant="body-medium" weight="bold">
        {what}
      </Text>
      <Suspense fallback={<Skeleton width="100%" height={180} />}>
        <WeekChart
          label={t('delivery.chart', { what })}
          points={series.map(bucket => ({
            label: label(bucket),
            value: weekValue(bucket, name),
            text: text(bucket),
          }))}
          tick={value => weekText(name, value, format)}
          selected={selected}
          onSelect={onSelect}
        />
      </Suspense>
      <Accordion>
        <AccordionTrigger title={t('delivery.asTable', { what })} />
        <AccordionPanel>
          <DataTable
            label={t('delivery.chart', { what })}
            rows={[...series.entries()].reverse()}
            rowId={([, bucket]) => bucket.from}
            pageSize={13}
            columns={[
              {
                id: 'week',
                label: t('delivery.weekColumn'),
                cell: ([, bucket]) =>
                  bucket.partial
                    ? `${label(bucket)} (${t('delivery.partial')})`
                    : label(bucket),
              },
              { id: 'value', label: what, cell: ([, bucket]) => text(bucket) },
              {
                id: 'records',
                label: t('delivery.recordsTitle'),
                cell: ([index, bucket]) => (
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-label={t('delivery.showWeek', {
                      date: label(bucket),
                    })}
                    onPress={() => onSelect(index)}
                  >
                    {t('delivery.week', { date: label(bucket) })}
                  </Button>
                ),
              },
            ]}
          />
        </AccordionPanel>
      </Accordion>
    </Box>
  );
}
