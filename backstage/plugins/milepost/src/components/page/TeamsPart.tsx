import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Grid, Text } from '@backstage/ui';
import type { FourKeysGroup } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import {
  figureOf,
  type KeyName,
  KEYS,
  type Keyed,
  textOf,
} from '../common/fourKeys';
import { MaybeLink } from '../common/MaybeLink';
import { notesOf } from '../common/notes';
import { SectionCard } from '../common/SectionCard';
import { LevelBadge } from '../common/StateText';
import { daysBefore, wholeMinute } from '../common/time';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';
import { PartBody } from './PartBody';

const DAYS = 30;

/** The four keys of the organisation and of each team. */
export function TeamsPart() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const links = useLinks();
  const reading = useMilepost('teams', api => {
    const to = wholeMinute();
    return api.fourKeys({ from: daysBefore(to, DAYS), to, group_by: 'team' });
  });
  return (
    <PartBody>
      <SectionCard
        title={t('teamsPage.organisation')}
        subtitle={t('fourKeysCard.subtitle', {
          days: String(DAYS),
          environment: t('tier.production'),
        })}
      >
        <Await reading={reading} what={t('fourKeysCard.what')}>
          {keys => (
            <Flex direction="column" gap="4">
              <Grid.Root columns={{ initial: '1', sm: '2', md: '4' }} gap="4">
                {KEYS.map(name => (
                  <div key={name}>
                    <Text as="h3" variant="body-small" color="secondary">
                      {t(`key.${name}`)}
                    </Text>
                    <KeyText of={keys} name={name} long />
                  </div>
                ))}
              </Grid.Root>
              {notesOf(keys, t).map(note => (
                <Text key={note} variant="body-small" color="secondary">
                  {note}
                </Text>
              ))}
            </Flex>
          )}
        </Await>
      </SectionCard>
      <SectionCard title={t('teamsPage.title')}>
        <Await reading={reading} what={t('teamsPage.what')} rows={6}>
          {({ groups = [], groups_truncated: truncated }) =>
            groups.length ? (
              <>
                <DataTable<FourKeysGroup>
                  label={t('teamsPage.title')}
                  rows={groups}
                  rowId={group => group.key}
                  columns={[
                    {
                      id: 'team',
                      label: t('teamsPage.team'),
                      cell: ({ key }) => (
                        <MaybeLink href={links.entity(key, 'Group')}>
                          {key}
                        </MaybeLink>
                      ),
                    },
                    {
                      id: 'deployments',
                      label: t('teamsPage.deployments'),
                      cell: group =>
                        format.number(group.deployment_frequency.count, 0),
                    },
                    ...KEYS.map(name => ({
                      id: name,
                      label: t(`key.${name}`),
                      cell: (group: FourKeysGroup) => (
                        <KeyText of={group} name={name} />
                      ),
                    })),
                  ]}
                />
                {truncated && <Text>{t('teamsPage.truncated')}</Text>}
              </>
            ) : (
              <EmptyNote>{t('teamsPage.empty')}</EmptyNote>
            )
          }
        </Await>
      </SectionCard>
    </PartBody>
  );
}

function KeyText(props: { of: Keyed; name: KeyName; long?: boolean }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const figure = figureOf(props.of, props.name);
  if (figure.value === null) {
    return (
      <Text as="span" color="secondary">
        {props.long
          ? t(`reason.${figure.reason ?? 'no_deployments'}`)
          : t('delivery.noValue')}
      </Text>
    );
  }
  return (
    <Flex align="center" gap="2">
      <Text as="span" weight={props.long ? 'bold' : 'regular'}>
        {textOf(props.name, figure.value, format)}
      </Text>
      <LevelBadge level={figure.level} />
    </Flex>
  );
}
