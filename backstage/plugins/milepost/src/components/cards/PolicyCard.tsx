import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Box, Flex, Link, Text } from '@backstage/ui';
import { serviceOf } from '@milepost/backstage-plugin-milepost-common';
import type { ReactNode } from 'react';
import type { PolicyDecision, PolicyWaiver } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { WebLink } from '../common/MaybeLink';
import { SectionCard } from '../common/SectionCard';
import { ModeText } from '../common/StateText';
import { daysBefore, wholeMinute } from '../common/time';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';
import { latestResults, openPullRequests } from './policy';

/**
 * What the card of the policies can be told.
 *
 * @public
 */
export interface PolicyCardProps {
  /** How many days of decisions are looked at. */
  days?: number;
}

/** The policies of a service with their modes, its open pull requests with what they violate, and its waivers. */
export function PolicyCard(props: PolicyCardProps) {
  const { days = 30 } = props;
  const { entity } = useEntity();
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  const service = serviceOf(entity);
  const reading = useMilepost(JSON.stringify([service, days]), api =>
    Promise.all([
      api.decisions({ service, from: daysBefore(wholeMinute(), days) }),
      api.waivers({ service }),
    ]),
  );
  const all = links.page('policies');
  return (
    <SectionCard
      title={t('policyCard.title')}
      footer={all && <Link href={all}>{t('policyCard.all')}</Link>}
    >
      <Await reading={reading} what={t('policyCard.what')} rows={5}>
        {([decisions, waivers]) => (
          <Flex direction="column" gap="4">
            {decisions.items.length ? (
              <>
                <Policies decisions={decisions.items} />
                <PullRequests decisions={decisions.items} />
              </>
            ) : (
              <EmptyNote title={t('policyCard.emptyTitle')}>
                {t('policyCard.empty', { service, days: String(days) })}
              </EmptyNote>
            )}
            <Waivers waivers={waivers.items} />
          </Flex>
        )}
      </Await>
    </SectionCard>
  );
}

function Part(props: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" variant="body-small" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </Flex>
  );
}

function Policies({ decisions }: { decisions: PolicyDecision[] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  return (
    <DataTable
      label={t('policyCard.policies')}
      rows={latestResults(decisions)}
      rowId={result => result.policy}
      pageSize={10}
      columns={[
        {
          id: 'policy',
          label: t('policyCard.policy'),
          cell: ({ title, documentation }) => (
            <WebLink href={documentation}>{title}</WebLink>
          ),
        },
        {
          id: 'mode',
          label: t('policyCard.mode'),
          cell: ({ mode }) => <ModeText mode={mode} />,
        },
        {
          id: 'last',
          label: t('policyCard.last'),
          cell: ({ status }) => t(`policyCard.status.${status}`),
        },
      ]}
    />
  );
}

function PullRequests({ decisions }: { decisions: PolicyDecision[] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const stopped = openPullRequests(decisions).filter(
    ({ decision }) => decision !== 'allow',
  );
  return (
    <Part title={t('policyCard.pullRequests')}>
      {stopped.length ? (
        stopped.map(decision => (
          <PullRequest key={decision.decision_id} decision={decision} />
        ))
      ) : (
        <Text color="secondary">{t('policyCard.noPullRequests')}</Text>
      )}
    </Part>
  );
}

function PullRequest({ decision }: { decision: PolicyDecision }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const denied = decision.decision === 'deny';
  const name = `${decision.repository ?? ''}#${decision.pr_id}`;
  return (
    <Box my="2">
      <Text>
        <Text as="span" weight="bold" color={denied ? 'danger' : 'warning'}>
          {denied ? t('policyCard.denied') : t('policyCard.warned')}
        </Text>{' '}
        {name}, {format.time(decision.decided_at)}
      </Text>
      <ul style={{ margin: 0, paddingInlineStart: '1.25em' }}>
        {decision.results
          .filter(({ effect }) => effect !== 'allow')
          .flatMap(({ policy, title, violations }) =>
            violations.map(({ message, remedy, link }, index) => (
              <li key={`${policy} ${index}`}>
                <Text variant="body-small">
                  {title}: <WebLink href={link}>{message}</WebLink>
                  {remedy && ` ${t('policyCard.remedy', { remedy })}`}
                </Text>
              </li>
            )),
          )}
      </ul>
    </Box>
  );
}

function Waivers({ waivers }: { waivers: PolicyWaiver[] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const current = waivers.filter(
    ({ state }) => state === 'active' || state === 'requested',
  );
  return (
    <Part title={t('policyCard.waivers')}>
      {!current.length && (
        <Text color="secondary">{t('policyCard.noWaivers')}</Text>
      )}
      {current.map(waiver => (
        <Text key={waiver.id} variant="body-small">
          {waiver.state === 'active'
            ? t('policyCard.waiverActive', {
                policy: waiver.policy,
                date: format.time(waiver.expires_at),
                ticket: waiver.ticket,
              })
            : t('policyCard.waiverRequested', {
                policy: waiver.policy,
                by: waiver.requested_by,
                ticket: waiver.ticket,
              })}
        </Text>
      ))}
    </Part>
  );
}
