import type { PolicyEnforcement } from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { modeIn } from './enforcement';

const now = Date.parse('2026-06-15T00:00:00Z');

function withRules(rules: PolicyEnforcement['rules']): PolicyEnforcement {
  return {
    ...exampleOf<PolicyEnforcement>('getPolicyEnforcement'),
    rules,
    defaults: {
      production: 'warn',
      staging: 'shadow',
      testing: 'shadow',
      development: 'off',
      other: 'off',
    },
  };
}

describe('modeIn', () => {
  it('is that of the tier without a rule', () => {
    expect(modeIn(withRules([]), 'production', now)).toEqual({
      mode: 'warn',
      exceptions: 0,
    });
  });

  it('is that of the first rule for all services of the tier', () => {
    const enforcement = withRules([
      { mode: 'off', tiers: ['staging'] },
      { mode: 'shadow', teams: ['team-a'] },
      { mode: 'enforce', tiers: ['production'] },
      { mode: 'off' },
    ]);
    expect(modeIn(enforcement, 'production', now)).toEqual({
      mode: 'enforce',
      exceptions: 1,
    });
    expect(modeIn(enforcement, 'staging', now).mode).toBe('off');
  });

  it('passes over rules that have not begun, or are for a share', () => {
    const enforcement = withRules([
      { mode: 'enforce', starts_at: '2026-07-01T00:00:00Z' },
      { mode: 'enforce', share: 0.5 },
    ]);
    expect(modeIn(enforcement, 'production', now)).toEqual({
      mode: 'warn',
      exceptions: 2,
    });
    const later = Date.parse('2026-07-02T00:00:00Z');
    expect(modeIn(enforcement, 'production', later).mode).toBe('enforce');
  });
});
