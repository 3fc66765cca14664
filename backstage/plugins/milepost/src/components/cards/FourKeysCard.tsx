import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { serviceOf } from '@milepost/backstage-plugin-milepost-common';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Box, Flex, Grid, Link, Text } from '@backstage/ui';
import type { FourKeys } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import {
  figureOf,
  type KeyName,
  KEYS,
  RECORDS,
  textOf,
  trendOf,
} from '../common/fourKeys';
import { MaybeLink } from '../common/MaybeLink';
import { notesOf } from '../common/notes';
import { SectionCard } from '../common/SectionCard';
import { LevelBadge } from '../common/StateText';
import { useFormat } from '../common/useFormat';
import { useRecordLinks } from '../common/useLinks';
import { daysBefore, wholeMinute } from '../common/time';

/**
 * What the card of the four keys can be told.
 *
 * @public
 */
export interface FourKeysCardProps {
  /** How many days are counted, and compared with as many before. */
  days?: number;
  /** The tier of environments. */
  environment?: 'production' | 'staging' | 'testing' | 'development' | 'other';
}

/** The four keys of a service, each with its level, its trend, and a link to its records. */
export function FourKeysCard(props: FourKeysCardProps) {
  const { days = 30, environment = 'production' } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(milepostTranslationRef);
  const recordsAt = useRecordLinks();
  const service = serviceOf(entity);
  const reading = useMilepost(
    JSON.stringify([service, days, environment]),
    async api => {
      const to = wholeMinute();
      const from = daysBefore(to, days);
      const query = { service: [service], environment };
      return Promise.all([
        api.fourKeys({ ...query, from, to }),
        api.fourKeys({ ...query, from: daysBefore(from, days), to: from }),
      ]);
    },
  );
  const all = recordsAt('deployments');
  return (
    <SectionCard
      title={t('fourKeysCard.title')}
      subtitle={t('fourKeysCard.subtitle', {
        days: String(days),
        environment: t(`tier.${environment}`),
      })}
      footer={all && <Link href={all}>{t('fourKeysCard.all')}</Link>}
    >
      <Await reading={reading} what={t('fourKeysCard.what')} rows={6}>
        {([now, before]) => (
          <Flex direction="column" gap="4">
            <Grid.Root columns={{ initial: '1', sm: '2' }} gap="4">
              {KEYS.map(name => (
                <KeyCell
                  key={name}
                  name={name}
                  now={now}
                  before={before}
                  days={days}
                />
              ))}
            </Grid.Root>
            <Notes keys={now} />
          </Flex>
        )}
      </Await>
    </SectionCard>
  );
}

const TREND_COLORS = {
  better: 'success',
  worse: 'danger',
  same: 'secondary',
  unknown: 'secondary',
} as const;

function KeyCell(props: {
  name: KeyName;
  now: FourKeys;
  before: FourKeys;
  days: number;
}) {
  const { name, days } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const recordsAt = useRecordLinks();
  const figure = figureOf(props.now, name);
  const before = figureOf(props.before, name);
  const trend = trendOf(name, figure.value, before.value);
  const records = RECORDS[name];
  const show = {
    deployments: t('records.showDeployments'),
    changes: t('records.showChanges'),
    incidents: t('records.showIncidents'),
  }[records];
  return (
    <Box>
      <Text as="h3" variant="body-small" color="secondary">
        {t(`key.${name}`)}
      </Text>
      {figure.value === null ? (
        <Text>{t(`reason.${figure.reason ?? 'no_deployments'}`)}</Text>
      ) : (
        <Flex direction="column" gap="1">
          <Flex align="center" gap="2">
            <Text as="span" variant="title-small" weight="bold">
              <MaybeLink
                href={recordsAt(records)}
                label={`${textOf(name, figure.value, format)}. ${show}`}
              >
                {textOf(name, figure.value, format)}
              </MaybeLink>
            </Text>
            <LevelBadge level={figure.level} />
          </Flex>
          <Text variant="body-small" color="secondary">
            {t(`key.${name}Of`, {
              count: figure.count,
              failed: String(figure.failed),
            })}
          </Text>
          <Text variant="body-small" color={TREND_COLORS[trend]}>
            {t(`trend.${trend}`, {
              days: String(days),
              before:
                before.value === null ? '' : textOf(name, before.value, format),
            })}
          </Text>
        </Flex>
      )}
    </Box>
  );
}

function Notes(props: { keys: FourKeys }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const notes = notesOf(props.keys, t);
  if (!notes.length) return null;
  return (
    <Box>
      <Text as="h3" variant="body-small" weight="bold">
        {t('fourKeysCard.missing')}
      </Text>
      <ul style={{ margin: 0, paddingInlineStart: '1.25em' }}>
        {notes.map(note => (
          <li key={note}>
            <Text variant="body-small">{note}</Text>
          </li>
        ))}
      </ul>
    </Box>
  );
}
