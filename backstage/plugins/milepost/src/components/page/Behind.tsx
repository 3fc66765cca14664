import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ServiceBehind } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { MaybeLink } from '../common/MaybeLink';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';

/** The services of a golden path that are behind, what they miss, and what stands in the way. */
export function Behind({ name }: { name: string }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const reading = useMilepost(name, api => api.upgrades(name));
  if (!reading.loading && !reading.error && !reading.value) {
    return null;
  }
  return (
    <SectionCard title={t('pathsPage.behindTitle')}>
      <Await reading={reading} what={t('pathsPage.behindWhat')} rows={5}>
        {page =>
          page?.items.length ? (
            <>
              <Services services={page.items} />
              {page.more && <Text color="secondary">{t('more')}</Text>}
            </>
          ) : (
            <EmptyNote>{t('pathsPage.nobodyBehind')}</EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}

function Services({ services }: { services: ServiceBehind[] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const links = useLinks();
  const inTheWay = ({ open_upgrade: open, last_plan: plan }: ServiceBehind) => {
    if (open?.pull_request) {
      return t('pathsPage.openUpgrade', {
        pullRequest: `${open.repository ?? ''}#${open.pull_request}`,
      });
    }
    if (!plan) return t('pathsPage.notPlanned');
    return plan.conflicts
      ? t('pathsPage.conflicts', { count: plan.conflicts })
      : t('pathsPage.clean');
  };
  return (
    <DataTable<ServiceBehind>
      label={t('pathsPage.behindTitle')}
      rows={services}
      rowId={({ service }) => service}
      columns={[
        {
          id: 'service',
          label: t('pathsPage.service'),
          cell: ({ service }) => (
            <MaybeLink href={links.entity(service)}>{service}</MaybeLink>
          ),
        },
        {
          id: 'team',
          label: t('pathsPage.team'),
          cell: ({ team }) =>
            team ? (
              <MaybeLink href={links.entity(team, 'Group')}>{team}</MaybeLink>
            ) : (
              t('pathsPage.unknownTeam')
            ),
        },
        {
          id: 'version',
          label: t('goldenPathCard.version'),
          cell: ({ version, newest, breaking }) => {
            if (!newest) return version;
            return `${version} ${
              breaking
                ? t('pathsPage.breaking', { version: newest })
                : t('pathsPage.upgradeTo', { version: newest })
            }`;
          },
        },
        {
          id: 'behind',
          label: t('pathsPage.isBehind'),
          cell: ({ versions, days }) =>
            t('pathsPage.behindBy', {
              count: versions,
              days: format.days(days),
            }),
        },
        {
          id: 'misses',
          label: t('pathsPage.misses'),
          cell: ({ severity }) =>
            severity ? (
              <Text
                as="span"
                color={severity === 'security' ? 'danger' : 'primary'}
              >
                {t(`pathsPage.severity.${severity}`)}
              </Text>
            ) : (
              t('unit.none')
            ),
        },
        { id: 'way', label: t('pathsPage.inTheWay'), cell: inTheWay },
      ]}
    />
  );
}
