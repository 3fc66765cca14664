import {
  useAppSearchParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import type { Slo, SloObjective } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { WebLink } from '../common/MaybeLink';
import { BudgetMeter } from '../common/Meter';
import { SectionCard } from '../common/SectionCard';
import { StateText } from '../common/StateText';
import { useBudget } from '../common/useBudget';
import { useFormat } from '../common/useFormat';
import { PartBody } from './PartBody';

interface Row {
  slo: Slo;
  objective: SloObjective;
}

/** The objectives with their states and budgets, and the bad events of the one that the address names. */
export function ObjectivesPart() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const [params, setParams] = useAppSearchParams();
  const chosen = params.get('slo');
  const reading = useMilepost('slos', api => api.slos({ limit: 1000 }));
  return (
    <PartBody>
      {chosen && <BadEvents slo={chosen} close={() => setParams({})} />}
      <SectionCard title={t('objectivesPage.title')}>
        <Await reading={reading} what={t('objectivesPage.what')} rows={6}>
          {({ items, more }) =>
            items.length ? (
              <>
                <Objectives
                  rows={items.flatMap(slo =>
                    slo.objectives.map(objective => ({ slo, objective })),
                  )}
                  choose={slo => setParams({ slo })}
                />
                {more && <Text color="secondary">{t('more')}</Text>}
              </>
            ) : (
              <EmptyNote title={t('objectivesPage.emptyTitle')}>
                {t('objectivesPage.empty')}
              </EmptyNote>
            )
          }
        </Await>
      </SectionCard>
    </PartBody>
  );
}

function Objectives(props: { rows: Row[]; choose: (slo: string) => void }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const budget = useBudget();
  return (
    <DataTable<Row>
      label={t('objectivesPage.title')}
      rows={props.rows}
      rowId={({ slo, objective }) => `${slo.name} ${objective.display_name}`}
      columns={[
        {
          id: 'objective',
          label: t('objectivesPage.objective'),
          cell: row => <Name {...row} />,
        },
        {
          id: 'state',
          label: t('objectivesPage.state'),
          cell: ({ objective }) => <StateText state={objective.state} />,
        },
        {
          id: 'sli',
          label: `${t('objectivesPage.sli')} / ${t('objectivesPage.target')}`,
          cell: ({ objective: { sli, target } }) =>
            `${
              sli === null ? t('delivery.noValue') : format.percent(sli, 3)
            } / ${format.percent(target, 3)}`,
        },
        {
          id: 'budget',
          label: t('objectivesPage.budget'),
          cell: ({ objective }) => (
            <Flex direction="column" gap="1">
              <Text variant="body-small">{budget.left(objective)}</Text>
              {objective.budget.remaining_ratio !== null && (
                <BudgetMeter
                  label={t('budgetsCard.meter', {
                    name: objective.display_name,
                  })}
                  text={budget.left(objective)}
                  ratio={objective.budget.remaining_ratio}
                  state={objective.state}
                />
              )}
            </Flex>
          ),
        },
        {
          id: 'burn',
          label: t('objectivesPage.burn'),
          cell: ({ objective }) => {
            const firing = budget.firing(objective);
            const rate = objective.budget.current_burn_rate;
            if (firing.length) {
              return t('objectivesPage.firing', { rules: firing.join(', ') });
            }
            return rate === null ? t('delivery.noValue') : format.number(rate);
          },
        },
        {
          id: 'events',
          label: t('objectivesPage.bad'),
          cell: ({ slo, objective }) => (
            <Button
              size="small"
              variant="secondary"
              aria-label={t('objectivesPage.show', { name: slo.display_name })}
              onPress={() => props.choose(slo.name)}
            >
              {format.number(objective.bad)}
            </Button>
          ),
        },
      ]}
    />
  );
}

function Name({ slo, objective }: Row) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const notes = [
    ...(slo.disabled
      ? [t('objectivesPage.disabled', { reason: slo.disabled.reason })]
      : []),
    ...(slo.suspended
      ? [t('objectivesPage.suspended', { reason: slo.suspended.reason })]
      : []),
    ...slo.warnings,
  ];
  return (
    <Flex direction="column" gap="0.5">
      <Text weight="bold">
        {slo.display_name}: {objective.display_name}
      </Text>
      <Text variant="body-small" color="secondary">
        {slo.description}{' '}
        {slo.runbook_url && (
          <WebLink
            href={slo.runbook_url}
            label={`${t('objectivesPage.runbook')}: ${slo.display_name}`}
          >
            {t('objectivesPage.runbook')}
          </WebLink>
        )}
      </Text>
      {notes.map(note => (
        <Text key={note} variant="body-small" color="warning">
          {note}
        </Text>
      ))}
    </Flex>
  );
}

function BadEvents(props: { slo: string; close: () => void }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const reading = useMilepost(props.slo, api => api.badEvents(props.slo));
  return (
    <SectionCard
      title={t('objectivesPage.badEvents', { name: props.slo })}
      footer={
        <Button size="small" variant="secondary" onPress={props.close}>
          {t('objectivesPage.close')}
        </Button>
      }
    >
      <Await reading={reading} what={t('objectivesPage.badEventsWhat')}>
        {({ items, more }) =>
          items.length ? (
            <>
              <DataTable
                label={t('objectivesPage.badEvents', { name: props.slo })}
                rows={items}
                rowId={({ key }) => key}
                pageSize={10}
                columns={[
                  {
                    id: 'at',
                    label: t('objectivesPage.at'),
                    cell: ({ at, until }) =>
                      until
                        ? `${format.time(at)} – ${format.time(until)}`
                        : format.time(at),
                  },
                  {
                    id: 'reason',
                    label: t('objectivesPage.reason'),
                    cell: ({ reason }) => reason,
                  },
                  {
                    id: 'correlations',
                    label: t('objectivesPage.correlations'),
                    cell: ({ correlation_ids: ids }) => ids.join(', '),
                  },
                ]}
              />
              {more && <Text color="secondary">{t('more')}</Text>}
            </>
          ) : (
            <EmptyNote>{t('objectivesPage.noBadEvents')}</EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}
