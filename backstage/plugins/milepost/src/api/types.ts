import type {
  components,
  operations,
} from '@milepost/backstage-plugin-milepost-common';

type Schemas = components['schemas'];
type Query<T extends keyof operations> = NonNullable<
  operations[T]['parameters']['query']
>;

/**
 * The four keys of a window.
 *
 * @public
 */
export type FourKeys = Schemas['FourKeys'];

/**
 * The four keys of a part of a window.
 *
 * @public
 */
export type FourKeysBucket = Schemas['FourKeysBucket'];

/**
 * The four keys of one value of a dimension.
 *
 * @public
 */
export type FourKeysGroup = Schemas['FourKeysGroup'];

/**
 * A level of DORA's benchmark.
 *
 * @public
 */
export type Level = Schemas['Level'];

/**
 * Why there is no value.
 *
 * @public
 */
export type Reason = Schemas['Reason'];

/**
 * What is missing from the numbers.
 *
 * @public
 */
export type Coverage = Schemas['Coverage'];

/**
 * A successful deployment.
 *
 * @public
 */
export type Deployment = Schemas['Deployment'];

/**
 * A delivered change.
 *
 * @public
 */
export type Change = Schemas['Change'];

/**
 * An incident.
 *
 * @public
 */
export type Incident = Schemas['Incident'];

/**
 * The golden path version of a service.
 *
 * @public
 */
export type ServiceTemplate = Schemas['ServiceTemplate'];

/**
 * An SLO and its status.
 *
 * @public
 */
export type Slo = Schemas['Slo'];

/**
 * The status of one objective.
 *
 * @public
 */
export type SloObjective = Schemas['SloObjective'];

/**
 * The state of an objective.
 *
 * @public
 */
export type SloState = Schemas['SloState'];

/**
 * A policy with the version that applies.
 *
 * @public
 */
export type PolicyView = Schemas['PolicyView'];

/**
 * How a policy is enforced.
 *
 * @public
 */
export type PolicyMode = Schemas['PolicyMode'];

/**
 * A decision of policies.
 *
 * @public
 */
export type PolicyDecision = Schemas['PolicyDecision'];

/**
 * The rules that set the mode of a policy.
 *
 * @public
 */
export type PolicyEnforcement = Schemas['PolicyEnforcement'];

/**
 * A rule that sets the mode of a policy.
 *
 * @public
 */
export type PolicyEnforcementRule = Schemas['PolicyEnforcementRule'];

/**
 * A waiver of a policy.
 *
 * @public
 */
export type PolicyWaiver = Schemas['PolicyWaiver'];

/**
 * A golden path with the version for new services.
 *
 * @public
 */
export type TemplateEntry = Schemas['TemplateEntry'];

/**
 * A golden path with its versions.
 *
 * @public
 */
export type Template = Schemas['Template'];

/**
 * A version of a golden path.
 *
 * @public
 */
export type TemplateVersion = Schemas['Version'];

/**
 * The adoption of a golden path.
 *
 * @public
 */
export type Adoption = Schemas['Adoption'];

/**
 * How far the pipeline is.
 *
 * @public
 */
export type Pipeline = Schemas['Pipeline'];

/**
 * A record that cannot be processed.
 *
 * @public
 */
export type Quarantined = Schemas['Quarantined'];

/**
 * A team.
 *
 * @public
 */
export type Team = Schemas['ListedTeam'];

/**
 * A bad outcome of an SLO.
 *
 * @public
 */
export type BadEvent = Schemas['BadEventPage']['items'][number];

/**
 * Which four keys.
 *
 * @public
 */
export type FourKeysQuery = Query<'getFourKeys'>;

/**
 * Which records.
 *
 * @public
 */
export type RecordsQuery = Query<'listDeployments'>;

/**
 * Which SLOs.
 *
 * @public
 */
export type SlosQuery = Query<'listSlos'>;

/**
 * Which decisions.
 *
 * @public
 */
export type DecisionsQuery = Query<'listPolicyDecisions'>;

/**
 * Which waivers.
 *
 * @public
 */
export type WaiversQuery = Query<'listPolicyWaivers'>;

/**
 * How often successful deployments happen.
 *
 * @public
 */
export type DeploymentFrequency = Schemas['DeploymentFrequency'];

/**
 * How long changes take to their delivery.
 *
 * @public
 */
export type LeadTime = Schemas['LeadTime'];

/**
 * The share of deployments that failed.
 *
 * @public
 */
export type ChangeFailureRate = Schemas['ChangeFailureRate'];

/**
 * How long incidents last.
 *
 * @public
 */
export type TimeToRestore = Schemas['TimeToRestore'];

/**
 * How long a stage of lead time takes.
 *
 * @public
 */
export type Stage = Schemas['Stage'];
