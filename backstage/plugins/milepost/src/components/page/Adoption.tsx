import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { Adoption as AdoptionFigures } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { MaybeLink } from '../common/MaybeLink';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';

const UNKNOWN = 'unknown';

/** How much a golden path is used, who is behind, and how its upgrades are taken. */
export function Adoption({ name }: { name: string }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const reading = useMilepost(name, api =>
    Promise.all([api.adoption(name), api.template(name)]),
  );
  const figures = reading.value?.[0];
  return (
    <SectionCard
      title={t('pathsPage.adoption')}
      subtitle={
        figures &&
        t('pathsPage.adoptionWindow', {
          from: format.date(figures.from),
          to: format.date(figures.to),
        })
      }
    >
      <Await
        reading={reading}
        what={t('pathsPage.adoptionWhat', { name })}
        rows={6}
      >
        {([adoption, template]) => (
          <Flex direction="column" gap="4">
            <Sentences adoption={adoption} />
            <Versions
              adoption={adoption}
              stable={
                template.channels.find(({ channel }) => channel === 'stable')
                  ?.version
              }
              order={template.versions.map(({ version }) => version)}
            />
            <Upgrades adoption={adoption} />
          </Flex>
        )}
      </Await>
    </SectionCard>
  );
}

function Sentences({ adoption }: { adoption: AdoptionFigures }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const { runs, services, version_lag: lag, deployments } = adoption;
  const first = adoption.time_to_first_deployment.p50_seconds;
  return (
    <Flex direction="column" gap="1">
      <Text>{t('pathsPage.services', { count: services.count })}</Text>
      <Text>
        {lag.behind
          ? t('pathsPage.behind', { count: lag.behind })
          : t('pathsPage.noneBehind')}
      </Text>
      <Text>
        {t('pathsPage.runs', {
          succeeded: format.number(runs.succeeded),
          count: runs.count,
        })}
      </Text>
      {deployments.ratio !== null && (
        <Text>
          {t('pathsPage.share', { ratio: format.percent(deployments.ratio) })}
        </Text>
      )}
      {first !== null && (
        <Text>
          {t('pathsPage.firstDeployment', { duration: format.duration(first) })}
        </Text>
      )}
    </Flex>
  );
}

/** Versions come highest first, so one that is listed after the stable one is behind it. */
function isBehind(version: string, order: string[], stable?: string) {
  const at = order.indexOf(version);
  return stable !== undefined && at > order.indexOf(stable);
}

function Versions(props: {
  adoption: AdoptionFigures;
  stable?: string;
  order: string[];
}) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  const rows = props.adoption.services.by_version_and_team;
  const state = (version: string) => {
    if (!props.order.includes(version)) return t('unit.unknown');
    return isBehind(version, props.order, props.stable)
      ? t('pathsPage.isBehind')
      : t('pathsPage.isCurrent');
  };
  return (
    <div>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('pathsPage.whoIsBehind')}
      </Text>
      {rows.length ? (
        <DataTable
          label={t('pathsPage.whoIsBehind')}
          rows={rows}
          rowId={({ version, team }) => JSON.stringify([version, team])}
          columns={[
            {
              id: 'team',
              label: t('pathsPage.team'),
              cell: ({ team }) =>
                team === UNKNOWN ? (
                  t('pathsPage.unknownTeam')
                ) : (
                  <MaybeLink href={links.entity(team, 'Group')}>
                    {team}
                  </MaybeLink>
                ),
            },
            {
              id: 'version',
              label: t('goldenPathCard.version'),
              cell: ({ version }) =>
                version === UNKNOWN ? t('pathsPage.unknownVersion') : version,
            },
            {
              id: 'services',
              label: t('pathsPage.serviceCount'),
              cell: ({ services }) => String(services),
            },
            {
              id: 'state',
              label: t('pathsPage.state'),
              cell: ({ version }) => state(version),
            },
          ]}
        />
      ) : (
        <EmptyNote>{t('pathsPage.noServices')}</EmptyNote>
      )}
    </div>
  );
}

function Upgrades({ adoption }: { adoption: AdoptionFigures }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  return (
    <div>
      <Text as="h3" variant="body-medium" weight="bold">
        {t('pathsPage.upgrades')}
      </Text>
      {adoption.upgrades.length ? (
        <DataTable
          label={t('pathsPage.upgrades')}
          rows={[...adoption.upgrades].reverse()}
          rowId={({ version }) => version}
          columns={[
            {
              id: 'release',
              label: t('pathsPage.release'),
              cell: ({ version }) => version,
            },
            {
              id: 'offered',
              label: t('pathsPage.offered'),
              cell: ({ offered }) => format.number(offered),
            },
            {
              id: 'taken',
              label: t('pathsPage.taken'),
              cell: ({ taken, taken_of_offered: share }) =>
                share.ratio === null
                  ? format.number(taken)
                  : `${format.number(taken)} (${format.percent(share.ratio)})`,
            },
            {
              id: 'plans',
              label: t('pathsPage.plans'),
              cell: ({ clean_plans: clean, conflicted_plans: conflicted }) =>
                `${format.number(clean)} / ${format.number(
                  clean + conflicted,
                )}`,
            },
            {
              id: 'outcomes',
              label: t('pathsPage.outcomes'),
              cell: ({ outcomes }) =>
                [outcomes?.merged, outcomes?.declined, outcomes?.failed]
                  .map(count => format.number(count ?? 0))
                  .join(', '),
            },
          ]}
        />
      ) : (
        <EmptyNote>{t('pathsPage.noUpgrades')}</EmptyNote>
      )}
    </div>
  );
}
