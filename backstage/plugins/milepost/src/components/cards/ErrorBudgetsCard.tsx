import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { serviceOf } from '@milepost/backstage-plugin-milepost-common';
import type { Slo, SloObjective } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { EmptyNote } from '../common/EmptyNote';
import { MaybeLink } from '../common/MaybeLink';
import { BudgetMeter } from '../common/Meter';
import { SectionCard } from '../common/SectionCard';
import { StateText } from '../common/StateText';
import { useBudget } from '../common/useBudget';
import { useFormat } from '../common/useFormat';
import { useLinks } from '../common/useLinks';

/**
 * What the card of the error budgets can be told.
 *
 * @public
 */
export interface ErrorBudgetsCardProps {
  /** Which objectives are shown: those about the entity, or those that it owns. By default the latter for groups. */
  objectives?: 'service' | 'owner';
}

/** The error budgets of a service, or of the objectives that a group owns. */
export function ErrorBudgetsCard(props: ErrorBudgetsCardProps) {
  const { entity } = useEntity();
  const { t } = useTranslationRef(milepostTranslationRef);
  const isGroup = entity.kind.toLocaleLowerCase('en-US') === 'group';
  const by = props.objectives ?? (isGroup ? 'owner' : 'service');
  const ref = stringifyEntityRef(entity);
  const service = serviceOf(entity);
  const query = by === 'owner' ? { owner: ref } : { service };
  const reading = useMilepost(JSON.stringify(query), api => api.slos(query));
  return (
    <SectionCard title={t('budgetsCard.title')}>
      <Await reading={reading} what={t('budgetsCard.what')}>
        {({ items, more }) =>
          items.length ? (
            <Flex direction="column" gap="4">
              {items.flatMap(slo =>
                slo.objectives.map(objective => (
                  <Budget
                    key={`${slo.name} ${objective.display_name}`}
                    slo={slo}
                    objective={objective}
                  />
                )),
              )}
              {more && <Text color="secondary">{t('more')}</Text>}
            </Flex>
          ) : (
            <EmptyNote title={t('budgetsCard.emptyTitle')}>
              {by === 'owner'
                ? t('budgetsCard.emptyOwner', { owner: ref })
                : t('budgetsCard.emptyService', { service })}
            </EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}

function Budget(props: { slo: Slo; objective: SloObjective }) {
  const { slo, objective } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const budget = useBudget();
  const links = useLinks();
  const firing = budget.firing(objective);
  const { remaining_ratio: ratio, exhausted_at: exhausted } = objective.budget;
  const name = `${slo.display_name}: ${objective.display_name}`;
  return (
    <Flex direction="column" gap="1">
      <Flex align="center" justify="between" gap="2">
        <Text as="h3" variant="body-medium" weight="bold">
          <MaybeLink
            href={links.page('objectives', { slo: slo.name })}
            label={`${name}. ${t('budgetsCard.all')}`}
          >
            {name}
          </MaybeLink>
        </Text>
        <StateText state={objective.state} />
      </Flex>
      {ratio !== null && (
        <BudgetMeter
          label={t('budgetsCard.meter', { name })}
          text={budget.left(objective)}
          ratio={ratio}
          state={objective.state}
        />
      )}
      <Text variant="body-small">
        {budget.left(objective)}. {budget.target(objective)}.
      </Text>
      {exhausted && ratio !== null && ratio > 0 && (
        <Text variant="body-small" color="warning">
          {t('budgetsCard.exhausted', { date: format.date(exhausted) })}
        </Text>
      )}
      {firing.length > 0 && (
        <Text variant="body-small" color="danger">
          {t('budgetsCard.burning', { rules: firing.join(', ') })}
        </Text>
      )}
      {slo.data.missing_since && (
        <Text variant="body-small" color="warning">
          {t('budgetsCard.silent', {
            date: format.time(slo.data.missing_since),
          })}
        </Text>
      )}
    </Flex>
  );
}
