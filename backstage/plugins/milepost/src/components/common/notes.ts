import type { FourKeys } from '../../api/types';

/** The translation function of this plugin, as far as the notes need it. */
import type { Translate } from '../../translation';

/** Sentences about what is missing from the numbers, each with what to do. */
export function notesOf(keys: FourKeys, t: Translate): string[] {
  const { coverage, lead_time_for_changes: lead } = keys;
  const notes: string[] = [];
  const unknown = Object.values(keys.unknown ?? {}).flat();
  if (unknown.length) {
    notes.push(t('unknownName', { names: unknown.join(', ') }));
  }
  if (keys.recomputing) {
    notes.push(t('recomputing', { count: keys.recomputing.remaining }));
  }
  const count = (
    key:
      | 'delivery.deployments'
      | 'delivery.unattributed'
      | 'delivery.leftOut'
      | 'delivery.undelivered'
      | 'delivery.negative'
      | 'delivery.quarantined',
    of: number | null | undefined,
  ) => {
    if (of) notes.push(t(key, { count: of }));
  };
  count('delivery.deployments', coverage.deployments_without_known_change);
  count('delivery.unattributed', coverage.incidents_unattributed);
  count('delivery.leftOut', coverage.incidents_left_out);
  count('delivery.negative', lead.negative);
  if (coverage.changes_not_yet_delivered === null) {
    notes.push(t('delivery.undeliveredTooMany'));
  }
  count('delivery.undelivered', coverage.changes_not_yet_delivered);
  if (keys.change_failure_rate.reason === 'no_incident_source') {
    notes.push(t('reason.no_incident_source'));
  }
  count('delivery.quarantined', coverage.events_quarantined);
  return notes;
}
