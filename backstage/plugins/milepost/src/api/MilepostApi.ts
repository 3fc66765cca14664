import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  Adoption,
  Campaign,
  CampaignDetail,
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
  ServiceBehind,
  ServiceTemplate,
  Slo,
  BadEvent,
  SlosQuery,
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
  /** The items of the first page. */
  items: T[];
  /** Whether there are more. */
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
  /** The four keys of a window. */
  fourKeys(query: FourKeysQuery): Promise<FourKeys>;
  /** The deployments behind the numbers. */
  deployments(query: RecordsQuery): Promise<FirstPage<Deployment>>;
  /** The changes behind the numbers. */
  changes(query: RecordsQuery): Promise<FirstPage<Change>>;
  /** The incidents behind the numbers. */
  incidents(query: RecordsQuery): Promise<FirstPage<Incident>>;
  /** Undefined if the service is on no known golden path. */
  serviceTemplate(service: string): Promise<ServiceTemplate | undefined>;
  /** The golden paths. */
  templates(): Promise<FirstPage<TemplateEntry>>;
  /** A golden path with its versions. */
  template(name: string): Promise<Template>;
  /** A version of a golden path, with its changelog. */
  templateVersion(name: string, version: string): Promise<TemplateVersion>;
  /** The adoption of a golden path in the last 90 days. */
  adoption(name: string): Promise<Adoption>;
  /** The services of a golden path that are behind; undefined if the service has no such list. */
  upgrades(template: string): Promise<FirstPage<ServiceBehind> | undefined>;
  /** The campaigns of a golden path; undefined if the service has none. */
  campaigns(template: string): Promise<FirstPage<Campaign> | undefined>;
  /** A campaign and how it went. */
  campaign(id: string): Promise<CampaignDetail>;
  /** The objectives with their status. */
  slos(query: SlosQuery): Promise<FirstPage<Slo>>;
  /** The latest bad events of an objective. */
  badEvents(slo: string): Promise<FirstPage<BadEvent>>;
  /** The policies. */
  policies(): Promise<FirstPage<PolicyView>>;
  /** The modes of a policy. */
  policyEnforcement(name: string): Promise<PolicyEnforcement>;
  /** The decisions of policies, newest first. */
  decisions(query: DecisionsQuery): Promise<FirstPage<PolicyDecision>>;
  /** The waivers, newest first. */
  waivers(query: WaiversQuery): Promise<FirstPage<PolicyWaiver>>;
  /** How far the pipeline is. */
  pipeline(): Promise<Pipeline>;
  /** The latest records that could not be processed. */
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
