import type { SloState } from '../../api/types';

const COLORS: Partial<Record<SloState, string>> = {
  MET: 'var(--bui-positive-bg)',
  LIKELY_MET: 'var(--bui-positive-bg)',
  LIKELY_BREACHED: 'var(--bui-warning-bg)',
  BREACHED: 'var(--bui-negative-bg)',
};

/** A bar for the rest of an error budget, from nothing to all of it. */
export function BudgetMeter(props: {
  label: string;
  text: string;
  ratio: number;
  state: SloState;
}) {
  const part = Math.min(1, Math.max(0, props.ratio));
  return (
    <div
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(part * 100)}
      aria-valuetext={props.text}
      style={{
        height: 8,
        width: '100%',
        minWidth: 80,
        borderRadius: 4,
        overflow: 'hidden',
        background: 'var(--bui-bg-neutral-3)',
        border: '1px solid var(--bui-border-2)',
        boxSizing: 'border-box',
      }}
    >
      <div
        style={{
          height: '100%',
          width: `${part * 100}%`,
          background: COLORS[props.state] ?? 'var(--bui-fg-secondary)',
        }}
      />
    </div>
  );
}
