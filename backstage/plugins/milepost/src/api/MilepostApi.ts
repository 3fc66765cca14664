import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Adoption,
  Change,
  DecisionsQuery,
  Deployment,
  FourKeys,
  FourKeysQuery,
  Incident,
  Pipeline,
  PolicyDecision,
  PolicyEnforcement,
  PolicyView,
  PolicyWaiver,
  Quarantined,
  RecordsQuery,
  ServiceTemplate,
  Slo,
  BadEvent,
  SlosQuery,
  Team,
  Template,
  TemplateEntry,
  TemplateVersion,
  WaiversQuery,
} from './types';

/**
 * The first items of a list, and whether there are more.
 *
 * @public
 */
export interface FirstPage<T> {
  items: T[];
  more: boolean;
}

/**
 * What this plugin reads of Milepost. Answers are kept for a short time, so that several cards of a page share them.
 *
 * @public
 */
export interface MilepostApi {
  /** Forgets all answers, so that the next reads ask the service. */
  forget(): void;
  fourKeys(query: FourKeysQuery): Promise<FourKeys>;
  deployments(query: RecordsQuery): Promise<FirstPage<Deployment>>;
  changes(query: RecordsQuery): Promise<FirstPage<Change>>;
  incidents(query: RecordsQuery): Promise<FirstPage<Incident>>;
  teams(): Promise<FirstPage<Team>>;
  /** Undefined if the service is on no known golden path. */
  serviceTemplate(service: string): Promise<ServiceTemplate | undefined>;
  templates(): Promise<FirstPage<TemplateEntry>>;
  template(name: string): Promise<Template>;
  templateVersion(name: string, version: string): Promise<TemplateVersion>;
  adoption(name: string): Promise<Adoption>;
  slos(query: SlosQuery): Promise<FirstPage<Slo>>;
  badEvents(slo: string): Promise<FirstPage<BadEvent>>;
  policies(): Promise<FirstPage<PolicyView>>;
  policyEnforcement(name: string): Promise<PolicyEnforcement>;
  decisions(query: DecisionsQuery): Promise<FirstPage<PolicyDecision>>;
  waivers(query: WaiversQuery): Promise<FirstPage<PolicyWaiver>>;
  pipeline(): Promise<Pipeline>;
  quarantine(): Promise<FirstPage<Quarantined>>;
}

/**
 * The utility API of this plugin.
 *
 * @public
 */
export const milepostApiRef = createApiRef<MilepostApi>({
  id: 'plugin.milepost.client',
});
