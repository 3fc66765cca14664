import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloObjective } from '../../api/types';
import { milepostTranslationRef } from '../../translation';
import { useFormat } from './useFormat';

/** Texts about the budget of an objective. */
export function useBudget() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  return {
    left: ({ budget: { remaining_ratio: ratio } }: SloObjective) => {
      if (ratio === null) return t('budgetsCard.unknown');
      return ratio < 0
        ? t('budgetsCard.overspent', { ratio: format.percent(-ratio) })
        : t('budgetsCard.left', { ratio: format.percent(ratio) });
    },
    target: ({ target, sli }: SloObjective) =>
      sli === null
        ? t('budgetsCard.targetOnly', { target: format.percent(target, 3) })
        : t('budgetsCard.target', {
            target: format.percent(target, 3),
            sli: format.percent(sli, 3),
          }),
    firing: (objective: SloObjective) =>
      objective.burn
        .filter(({ state }) => state === 'FIRING')
        .map(({ rule }) => rule),
  };
}
