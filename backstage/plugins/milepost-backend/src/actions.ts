import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { InputError } from '@backstage/errors';
import {
  milepostReadPermission,
  type MilepostClient,
} from '@milepost/backstage-plugin-milepost-common';
import { explain, METRICS } from './explain';
import { clientWith } from './service';

const ATTRIBUTES = { readOnly: true, destructive: false, idempotent: true };
const INTERVALS = ['day', 'week', 'month'] as const;
const OUTCOMES = ['allow', 'warn', 'deny'] as const;

/** Registers what agents may ask of the service. Each action asks as the user who calls it. */
export function registerActions(options: {
  actionsRegistry: ActionsRegistryService;
  auth: AuthService;
  baseUrl: string;
}): void {
  const { actionsRegistry } = options;
  const clientOf = (credentials: BackstageCredentials): MilepostClient =>
    clientWith(options, async () => credentials);
  const common = {
    attributes: ATTRIBUTES,
    visibilityPermission: milepostReadPermission,
  };

  actionsRegistry.register({
    ...common,
    name: 'get-four-keys',
    title: 'Get the four keys',
    description:
      'Reads deployment frequency, lead time for changes, change failure rate and time to restore of a window, with levels and coverage. ' +
      'A number without data is null, with a reason. Without a filter, the numbers are those of the whole organisation.',
    schema: {
      input: z =>
        z.object({
          service: z
            .array(z.string())
            .optional()
            .describe(
              'Services, by telemetry key or entity ref, such as component:default/payments-api.',
            ),
          team: z
            .array(z.string())
            .optional()
            .describe('Groups, such as group:default/payments.'),
          system: z.array(z.string()).optional().describe('Systems.'),
          domain: z.array(z.string()).optional().describe('Domains.'),
          template: z
            .array(z.string())
            .optional()
            .describe('Golden paths, as name or name@version.'),
          from: z
            .string()
            .optional()
            .describe(
              'The first moment, as a date or in RFC 3339; by default 30 days before the last.',
            ),
          to: z
            .string()
            .optional()
            .describe('The end of the window; by default now.'),
          interval: z
            .enum(INTERVALS)
            .optional()
            .describe('Adds the numbers of each day, week or month.'),
        }),
      output: z => z.object({ definition: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { data } = await clientOf(credentials).GET('/api/v1/four-keys', {
        params: { query: input },
      });
      return { output: { ...data! } };
    },
  });

  actionsRegistry.register({
    ...common,
    name: 'explain-four-keys-number',
    title: 'Explain a number of the four keys',
    description:
      'Reads a number of the four keys and the records behind it: deployments, changes or incidents, each with the rule that linked it.',
    schema: {
      input: z =>
        z.object({
          metric: z.enum(METRICS).describe('The number to explain.'),
          service: z
            .array(z.string())
            .optional()
            .describe('Services, by telemetry key or entity ref.'),
          team: z.array(z.string()).optional().describe('Groups.'),
          from: z.string().optional().describe('The first moment.'),
          to: z.string().optional().describe('The end of the window.'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(500)
            .default(50)
            .describe('The largest number of records.'),
        }),
      output: z =>
        z.object({
          metric: z.enum(METRICS),
          number: z.record(z.any()).describe('The number.'),
          window: z.record(z.any()).describe('The window.'),
          coverage: z.record(z.any()).describe('What is missing from it.'),
          records: z
            .array(z.record(z.any()))
            .describe('The records behind it, oldest first.'),
          more: z.boolean().describe('Whether there may be more records.'),
        }),
    },
    action: async ({ input, credentials }) => ({
      output: await explain(clientOf(credentials), input),
    }),
  });

  actionsRegistry.register({
    ...common,
    name: 'plan-upgrade',
    title: 'Plan the upgrade of a service',
    description:
      'Reads what changes between the version of the golden path that a service is on and another one: changelog, parameters and migrations. ' +
      'With the files of the service, it also plans their merge. It changes nothing.',
    schema: {
      input: z =>
        z.object({
          service: z
            .string()
            .describe('The service, by telemetry key or entity ref.'),
          to: z
            .string()
            .default('stable')
            .describe('The version or channel to upgrade to.'),
          files: z
            .record(z.string())
            .optional()
            .describe('The text files of the service, by path.'),
          parameters: z
            .record(z.any())
            .optional()
            .describe('Values of parameters that no run has recorded.'),
        }),
      output: z =>
        z.object({
          current: z
            .record(z.any())
            .describe('The version that the service is on.'),
          upgrade: z
            .record(z.any())
            .nullable()
            .describe('What changes; null if there is nothing to upgrade to.'),
          plan: z
            .record(z.any())
            .nullable()
            .describe('The merged files; null if no files were sent.'),
        }),
    },
    action: async ({ input, credentials }) => {
      const client = clientOf(credentials);
      const { service, to, files, parameters } = input;
      const path = { service };
      const { data: current } = await client.GET(
        '/api/v1/services/{service}/template',
        { params: { path } },
      );
      const { template, version } = current!;
      const isCurrent = to === 'stable' && !current!.newest;
      const upgrade =
        version && !isCurrent
          ? await client.GET('/api/v1/templates/{name}/upgrade', {
              params: {
                path: { name: template },
                query: { from: version, to },
              },
            })
          : undefined;
      const plan = files
        ? await client.POST('/api/v1/services/{service}/upgrade-plan', {
            params: { path },
            headers: { accept: 'application/json' },
            body: { to, files, parameters },
          })
        : undefined;
      return {
        output: {
          current: { ...current },
          upgrade: upgrade?.data ? { ...upgrade.data } : null,
          plan: plan?.data ? { ...(plan.data as object) } : null,
        },
      };
    },
  });

  actionsRegistry.register({
    ...common,
    name: 'get-policy-decision',
    title: 'Get policy decisions',
    description:
      'Reads a decision of the policies by its id, with its input, or the latest decisions about a service, a pull request or a commit. ' +
      'Each has the violations and what to do about them.',
    schema: {
      input: z =>
        z.object({
          id: z.string().optional().describe('The id of the decision.'),
          service: z
            .string()
            .optional()
            .describe('The service, by telemetry key or entity ref.'),
          pullRequest: z
            .string()
            .optional()
            .describe('The pull request, as host/owner/name!number.'),
          commit: z.string().optional().describe('The commit.'),
          decision: z.enum(OUTCOMES).optional().describe('The outcome.'),
          limit: z
            .number()
            .int()
            .min(1)
            .max(100)
            .default(10)
            .describe('The largest number of decisions.'),
        }),
      output: z =>
        z.object({
          decisions: z.array(z.record(z.any())).describe('Latest first.'),
        }),
    },
    action: async ({ input, credentials }) => {
      const client = clientOf(credentials);
      const { id, service, pullRequest, commit, decision, limit } = input;
      if (id) {
        const { data } = await client.GET('/api/v1/policies/decisions/{id}', {
          params: { path: { id } },
        });
        return { output: { decisions: [{ ...data! }] } };
      }
      if (!service && !pullRequest && !commit) {
        throw new InputError(
          'Name the id of a decision, or a service, a pull request or a commit.',
        );
      }
      const { data } = await client.GET('/api/v1/policies/decisions', {
        params: {
          query: {
            service,
            pull_request: pullRequest,
            commit,
            decision,
            limit,
          },
        },
      });
      return {
        output: { decisions: data!.items.map(item => ({ ...item })) },
      };
    },
  });
}
