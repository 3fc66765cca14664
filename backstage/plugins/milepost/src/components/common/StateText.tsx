import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge, Text, VisuallyHidden } from '@backstage/ui';
import type { Level, PolicyMode, SloState } from '../../api/types';
import { milepostTranslationRef } from '../../translation';

const COLORS: Record<SloState, 'success' | 'warning' | 'danger' | 'secondary'> =
  {
    MET: 'success',
    LIKELY_MET: 'success',
    LIKELY_BREACHED: 'warning',
    BREACHED: 'danger',
    INSUFFICIENT_DATA: 'secondary',
    NO_DATA: 'secondary',
  };

/** The state of an objective. The word says it; the colour only repeats it. */
export function StateText(props: { state: SloState }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  return (
    <Text as="span" weight="bold" color={COLORS[props.state]}>
      {t(`state.${props.state}`)}
    </Text>
  );
}

/** The level of a key. */
export function LevelBadge(props: { level?: Level }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  if (!props.level) return null;
  const level = t(`level.${props.level}`);
  return (
    <>
      <VisuallyHidden>{t('level.label', { level })}</VisuallyHidden>
      <Badge size="small" aria-hidden>
        {level}
      </Badge>
    </>
  );
}

/** How a policy is enforced. */
export function ModeText(props: { mode: PolicyMode }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const strict = props.mode === 'enforce' || props.mode === 'warn';
  return (
    <Text
      as="span"
      weight={props.mode === 'enforce' ? 'bold' : 'regular'}
      color={strict ? 'primary' : 'secondary'}
    >
      {t(`mode.${props.mode}`)}
    </Text>
  );
}
