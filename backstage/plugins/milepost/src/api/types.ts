import type {
  components,
  operations,
} from '@milepost/backstage-plugin-milepost-common';

/**
 * The four keys of a window.
 *
 * @public
 */
export type FourKeys = components['schemas']['FourKeys'];

/**
 * The four keys of a part of a window.
 *
 * @public
 */
export type FourKeysBucket = components['schemas']['FourKeysBucket'];

/**
 * The four keys of one value of a dimension.
 *
 * @public
 */
export type FourKeysGroup = components['schemas']['FourKeysGroup'];

/**
 * A level of DORA's benchmark.
 *
 * @public
 */
export type Level = components['schemas']['Level'];

/**
 * Why there is no value.
 *
 * @public
 */
export type Reason = components['schemas']['Reason'];

/**
 * What is missing from the numbers.
 *
 * @public
 */
export type Coverage = components['schemas']['Coverage'];

/**
 * A successful deployment.
 *
 * @public
 */
export type Deployment = components['schemas']['Deployment'];

/**
 * A delivered change.
 *
 * @public
 */
export type Change = components['schemas']['Change'];

/**
 * An incident.
 *
 * @public
 */
export type Incident = components['schemas']['Incident'];

/**
 * The golden path version of a service.
 *
 * @public
 */
export type ServiceTemplate = components['schemas']['ServiceTemplate'];

/**
 * An SLO and its status.
 *
 * @public
 */
export type Slo = components['schemas']['Slo'];

/**
 * The status of one objective.
 *
 * @public
 */
export type SloObjective = components['schemas']['SloObjective'];

/**
 * The state of an objective.
 *
 * @public
 */
export type SloState = components['schemas']['SloState'];

/**
 * A policy with the version that applies.
 *
 * @public
 */
export type PolicyView = components['schemas']['PolicyView'];

/**
 * How a policy is enforced.
 *
 * @public
 */
export type PolicyMode = components['schemas']['PolicyMode'];

/**
 * A decision of policies.
 *
 * @public
 */
export type PolicyDecision = components['schemas']['PolicyDecision'];

/**
 * The rules that set the mode of a policy.
 *
 * @public
 */
export type PolicyEnforcement = components['schemas']['PolicyEnforcement'];

/**
 * A rule that sets the mode of a policy.
 *
 * @public
 */
export type PolicyEnforcementRule =
  components['schemas']['PolicyEnforcementRule'];

/**
 * A waiver of a policy.
 *
 * @public
 */
export type PolicyWaiver = components['schemas']['PolicyWaiver'];

/**
 * A golden path with the version for new services.
 *
 * @public
 */
export type TemplateEntry = components['schemas']['TemplateEntry'];

/**
 * A golden path with its versions.
 *
 * @public
 */
export type Template = components['schemas']['Template'];

/**
 * A version of a golden path.
 *
 * @public
 */
export type TemplateVersion = components['schemas']['Version'];

/**
 * The adoption of a golden path.
 *
 * @public
 */
export type Adoption = components['schemas']['Adoption'];

/**
 * How far the pipeline is.
 *
 * @public
 */
export type Pipeline = components['schemas']['Pipeline'];

/**
 * A record that cannot be processed.
 *
 * @public
 */
export type Quarantined = components['schemas']['Quarantined'];

/**
 * A bad outcome of an SLO.
 *
 * @public
 */
export type BadEvent = components['schemas']['BadEventPage']['items'][number];

/**
 * Which four keys.
 *
 * @public
 */
export type FourKeysQuery = NonNullable<
  operations['getFourKeys']['parameters']['query']
>;

/**
 * Which records.
 *
 * @public
 */
export type RecordsQuery = NonNullable<
  operations['listDeployments']['parameters']['query']
>;

/**
 * Which SLOs.
 *
 * @public
 */
export type SlosQuery = NonNullable<
  operations['listSlos']['parameters']['query']
>;

/**
 * Which decisions.
 *
 * @public
 */
export type DecisionsQuery = NonNullable<
  operations['listPolicyDecisions']['parameters']['query']
>;

/**
 * Which waivers.
 *
 * @public
 */
export type WaiversQuery = NonNullable<
  operations['listPolicyWaivers']['parameters']['query']
>;

/**
 * How often successful deployments happen.
 *
 * @public
 */
export type DeploymentFrequency = components['schemas']['DeploymentFrequency'];

/**
 * How long changes take to their delivery.
 *
 * @public
 */
export type LeadTime = components['schemas']['LeadTime'];

/**
 * The share of deployments that failed.
 *
 * @public
 */
export type ChangeFailureRate = components['schemas']['ChangeFailureRate'];

/**
 * How long incidents last.
 *
 * @public
 */
export type TimeToRestore = components['schemas']['TimeToRestore'];

/**
 * How long a stage of lead time takes.
 *
 * @public
 */
export type Stage = components['schemas']['Stage'];

/**
 * A service, and how far it is behind.
 *
 * @public
 */
export type ServiceBehind = components['schemas']['ServiceBehind'];

/**
 * An upgrade that is offered to many services, wave by wave.
 *
 * @public
 */
export type Campaign = components['schemas']['Campaign'];

/**
 * A campaign and how it went.
 *
 * @public
 */
export type CampaignDetail = components['schemas']['CampaignDetail'];
