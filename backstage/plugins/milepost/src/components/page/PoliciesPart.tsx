import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, Flex, Skeleton, Text } from '@backstage/ui';
import type {
  PolicyEnforcement,
  PolicyEnforcementRule,
  PolicyView,
} from '../../api/types';
import { type Reading, useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { MaybeLink, WebLink } from '../common/MaybeLink';
import { SectionCard } from '../common/SectionCard';
import { ModeText } from '../common/StateText';
import { useFormat } from '../common/useFormat';
import { shortRef, useLinks } from '../common/useLinks';
import { modeIn, type Tier, TIERS } from './enforcement';
import { PartBody } from './PartBody';

type Enforcements = Map<string, PolicyEnforcement>;

/** What a policy says of itself. The contract leaves the document open. */
function metadataOf(policy: PolicyView) {
  const { metadata } = policy.document;
  const text = (name: string) => {
    const value = metadata[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    title: text('title') ?? policy.name,
    owner: text('owner'),
    severity: text('severity'),
    documentation: text('documentation'),
  };
}

/** The policies, with the mode of each in each tier and the rules that set it. */
export function PoliciesPart() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const policies = useMilepost('policies', api => api.policies());
  // One mode that cannot be read hides no other.
  const enforcements = useMilepost<Enforcements>('enforcements', async api => {
    const { items } = await api.policies();
    const read = await Promise.allSettled(
      items.map(({ name }) => api.policyEnforcement(name)),
    );
    return new Map(
      read.flatMap(result =>
        result.status === 'fulfilled'
          ? [[result.value.policy, result.value] as const]
          : [],
      ),
    );
  });
  return (
    <PartBody>
      <SectionCard
        title={t('policiesPage.title')}
        subtitle={t('policiesPage.ladder')}
      >
        <Await reading={policies} what={t('policiesPage.what')} rows={6}>
          {({ items, more }) =>
            items.length ? (
              <Flex direction="column" gap="4">
                <Policies policies={items} enforcements={enforcements} />
                {more && <Text color="secondary">{t('more')}</Text>}
                {items.map(policy => (
                  <Rules
                    key={policy.name}
                    title={metadataOf(policy).title}
                    enforcement={enforcements.value?.get(policy.name)}
                  />
                ))}
              </Flex>
            ) : (
              <EmptyNote title={t('policiesPage.emptyTitle')}>
                {t('policiesPage.empty')}
              </EmptyNote>
            )
          }
        </Await>
      </SectionCard>
    </PartBody>
  );
}

function Policies(props: {
  policies: PolicyView[];
  enforcements: Reading<Enforcements>;
}) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  return (
    <DataTable<PolicyView>
      label={t('policiesPage.title')}
      rows={props.policies}
      rowId={({ name }) => name}
      columns={[
        {
          id: 'policy',
          label: t('policiesPage.policy'),
          cell: policy => {
            const { title, documentation } = metadataOf(policy);
            return (
              <WebLink
                href={documentation ?? null}
                label={t('policiesPage.documentation', { policy: title })}
              >
                {title}
              </WebLink>
            );
          },
        },
        {
          id: 'version',
          label: t('policiesPage.version'),
          cell: ({ version }) => version,
        },
        {
          id: 'severity',
          label: t('policiesPage.severity'),
          cell: policy => metadataOf(policy).severity ?? t('unit.unknown'),
        },
        {
          id: 'owner',
          label: t('policiesPage.owner'),
          cell: policy => {
            const { owner } = metadataOf(policy);
            return owner ? (
              <MaybeLink href={links.entity(owner, 'Group')}>
                {shortRef(owner)}
              </MaybeLink>
            ) : (
              t('unit.unknown')
            );
          },
        },
        ...TIERS.map(tier => ({
          id: tier,
          label: t(`tier.${tier}`),
          cell: ({ name }: PolicyView) => (
            <Mode name={name} tier={tier} enforcements={props.enforcements} />
          ),
        })),
      ]}
    />
  );
}

function Mode(props: {
  name: string;
  tier: Tier;
  enforcements: Reading<Enforcements>;
}) {
  const { t } = useTranslationRef(milepostTranslationRef);
  if (props.enforcements.loading) return <Skeleton width={60} height={16} />;
  const enforcement = props.enforcements.value?.get(props.name);
  if (!enforcement) return <>{t('policiesPage.unknown')}</>;
  const { mode, exceptions } = modeIn(enforcement, props.tier);
  return (
    <Flex direction="column" gap="0.5">
      <ModeText mode={mode} />
      {exceptions > 0 && (
        <Text variant="body-small" color="secondary">
          {t('policiesPage.exceptions', { count: exceptions })}
        </Text>
      )}
    </Flex>
  );
}

function Rules(props: { title: string; enforcement?: PolicyEnforcement }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const { title, enforcement } = props;
  if (!enforcement?.rules.length) return null;
  return (
    <Box>
      <Text as="h3" variant="body-small" weight="bold">
        {t('policiesPage.rules', { policy: title })}
      </Text>
      <ol style={{ margin: 0, paddingInlineStart: '1.5em' }}>
        {enforcement.rules.map((rule, index) => (
          <li key={index}>
            <Rule rule={rule} />
          </li>
        ))}
      </ol>
      {enforcement.reason && (
        <Text variant="body-small" color="secondary">
          {t('policiesPage.rulesReason', { reason: enforcement.reason })}
        </Text>
      )}
    </Box>
  );
}

function Rule({ rule }: { rule: PolicyEnforcementRule }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const names = (list: string[]) => ({ names: list.join(', ') });
  const parts = [
    rule.tiers && t('policiesPage.tiers', names(rule.tiers)),
    rule.teams && t('policiesPage.teams', names(rule.teams)),
    rule.templates && t('policiesPage.templates', names(rule.templates)),
    rule.services && t('policiesPage.services', names(rule.services)),
    rule.share !== undefined &&
      t('policiesPage.share', { ratio: format.percent(rule.share) }),
    rule.starts_at &&
      t('policiesPage.startsAt', { date: format.time(rule.starts_at) }),
    rule.grace_days && t('policiesPage.grace', { count: rule.grace_days }),
  ].filter(Boolean);
  return (
    <Text variant="body-small">
      <Text as="span" variant="body-small" weight="bold">
        {t(`mode.${rule.mode}`)}
      </Text>
      : {parts.length ? parts.join('; ') : t('policiesPage.everywhere')}
    </Text>
  );
}
