import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import { serviceOf } from '@milepost/backstage-plugin-milepost-common';
import type { ServiceTemplate } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { EmptyNote } from '../common/EmptyNote';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';

/** The golden path of a service, how far it is behind, and its upgrade. */
export function GoldenPathCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  const service = serviceOf(entity);
  const reading = useMilepost(service, api => api.serviceTemplate(service));
  const template = reading.value?.template;
  const href = template && links.page('goldenPaths', { name: template });
  return (
    <SectionCard
      title={t('goldenPathCard.title')}
      footer={
        href && <Link href={href}>{t('goldenPathCard.all', { template })}</Link>
      }
    >
      <Await reading={reading} what={t('goldenPathCard.what')}>
        {value =>
          value ? (
            <GoldenPath value={value} />
          ) : (
            <EmptyNote title={t('goldenPathCard.emptyTitle')}>
              {t('goldenPathCard.empty', { service })}
            </EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}

function GoldenPath({ value }: { value: ServiceTemplate }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const { behind, deprecation, newest, newest_compatible: compatible } = value;
  const known =
    value.known_by === 'run'
      ? t('goldenPathCard.byRun')
      : t('goldenPathCard.byCatalog');
  return (
    <Flex direction="column" gap="2">
      <Text variant="title-x-small">
        {value.template} {value.version ?? t('unit.unknown')}
      </Text>
      <Text variant="body-small" color="secondary">
        {value.since &&
          `${t('goldenPathCard.since', { date: format.date(value.since) })}, `}
        {known}
      </Text>
      {value.yanked && (
        <Alert status="danger" icon title={t('goldenPathCard.yanked')} />
      )}
      {deprecation && (
        <Alert
          status="warning"
          icon
          title={t('goldenPathCard.deprecated', { reason: deprecation.reason })}
          description={
            deprecation.ends_on &&
            t('goldenPathCard.endsOn', {
              date: format.date(deprecation.ends_on),
            })
          }
        />
      )}
      {!value.published && <Text>{t('goldenPathCard.unpublished')}</Text>}
      {value.published && !newest && <Text>{t('goldenPathCard.current')}</Text>}
      {newest && behind && (
        <Text color={newest.breaking ? 'warning' : 'primary'}>
          {t('goldenPathCard.behind', {
            count: behind.versions,
            days: format.days(behind.days),
          })}
          . {t('goldenPathCard.newest', { version: newest.version })}.
        </Text>
      )}
      {newest?.breaking && (
        <Text variant="body-small">
          {t('goldenPathCard.breaking', { version: newest.version })}
          {compatible &&
            ` ${t('goldenPathCard.compatible', {
              version: compatible.version,
            })}`}
        </Text>
      )}
      <OpenUpgrade run={value.run} />
    </Flex>
  );
}

function OpenUpgrade({ run }: { run: ServiceTemplate['run'] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  if (run?.kind !== 'upgrade') return null;
  if (run.status === 'running') {
    return <Text>{t('goldenPathCard.running')}</Text>;
  }
  return run.pull_request && run.repository ? (
    <Text>
      {t('goldenPathCard.open', {
        pullRequest: run.pull_request,
        repository: run.repository,
      })}
    </Text>
  ) : null;
}
