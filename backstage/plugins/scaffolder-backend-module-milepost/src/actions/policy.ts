import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { components } from '@milepost/backstage-plugin-milepost-common';
import { clientOf, keyOf } from '../service';

type Decision = components['schemas']['PolicyDecision'];
type Result = Decision['results'][number];

const HOOKS = [
  'scaffold',
  'pull_request',
  'build',
  'deploy',
  'promote',
  'model_review',
] as const;

/** Asks for a decision of the policies. A denial ends the run. */
export function createPolicyAction(options: {
  auth: AuthService;
  config: RootConfigService;
}) {
  return createTemplateAction({
    id: 'milepost:policy:evaluate',
    description:
      'Asks Milepost whether the policies allow what the run is about to do. A denial ends the run.',
    supportsDryRun: true,
    examples: [
      {
        description: 'Ask before a repository is created',
        example: `steps:
  - id: policies
    action: milepost:policy:evaluate
    input:
      hook: scaffold
      template: spring-service
      version: 2.1.0
      input: \${{ parameters }}
`,
      },
      {
        description: 'Go on after a denial, and show it',
        example: `steps:
  - id: policies
    action: milepost:policy:evaluate
    input:
      hook: deploy
      service: component:default/payments-api
      environment: production
      failOnDeny: false
`,
      },
    ],
    schema: {
      input: {
        hook: z =>
          z
            .enum(HOOKS)
            .describe('What is about to happen.')
            .default('scaffold'),
        template: z => z.string().describe('The golden path.').optional(),
        version: z => z.string().describe('Its version.').optional(),
        service: z =>
          z
            .string()
            .describe('The service, by telemetry key or entity ref.')
            .optional(),
        environment: z =>
          z
            .string()
            .describe('The environment, at deploy and promote.')
            .optional(),
        commitSha: z => z.string().describe('The commit.').optional(),
        artifact: z =>
          z.string().describe('The artifact, with its digest.').optional(),
        repository: z =>
          z.string().describe('The repository as host/owner/name.').optional(),
        pullRequest: z =>
          z
            .union([z.string(), z.number()])
            .describe('The pull request; needs the repository.')
            .optional(),
        correlationId: z =>
          z.string().describe('The correlation of the run.').optional(),
        input: z =>
          z
            .record(z.any())
            .describe('What policies may read besides, such as parameters.')
            .optional(),
        failOnDeny: z =>
          z.boolean().describe('Whether a denial ends the run.').default(true),
      },
      output: {
        decision: z => z.enum(['allow', 'warn', 'deny']),
        decisionId: z => z.string().describe('The id of the decision.'),
        summary: z => z.string().describe('The decision as Markdown.'),
      },
    },
    async handler(ctx) {
      const asked = ctx.input;
      const client = clientOf({ ...options, signal: ctx.signal });
      const { data } = await client.POST('/api/v1/policies/evaluate', {
        // A dry run may be repeated with other values.
        params: {
          header: ctx.isDryRun ? {} : { 'Idempotency-Key': keyOf(ctx) },
        },
        body: {
          hook: asked.hook,
          template_id: asked.template,
          template_version: asked.version,
          service_id: asked.service,
          environment: asked.environment,
          commit_sha: asked.commitSha,
          artifact: asked.artifact,
          repository: asked.repository,
          pr_id: asked.pullRequest,
          correlation_id: asked.correlationId,
          task_id: ctx.task.id,
          input: asked.input,
        },
      });
      const decision = data!;
      decision.results
        .filter(result => result.effect !== 'allow')
        .forEach(result => ctx.logger.warn(describe(result)));
      decision.warnings.forEach(warning => ctx.logger.warn(warning));
      ctx.output('decision', decision.decision);
      ctx.output('decisionId', decision.decision_id);
      ctx.output('summary', decision.summary_markdown);
      if (decision.decision === 'deny' && asked.failOnDeny) {
        throw new NotAllowedError(denial(decision));
      }
      ctx.logger.info(`The policies say: ${decision.decision}.`);
    },
  });
}

function describe(result: Result): string {
  const violations = result.violations.map(violation =>
    [
      `  ${violation.pointer ? `${violation.pointer}: ` : ''}${
        violation.message
      }`,
      violation.remedy && `  To do: ${violation.remedy}`,
      violation.link && `  See ${violation.link}`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  return [
    `${result.title} (${result.policy} ${result.version}): ${result.status}. ${result.because}`,
    ...violations,
  ].join('\n');
}

function denial(decision: Decision): string {
  const policies = decision.results
    .filter(result => result.effect === 'deny')
    .map(result => result.title);
  return `Policies deny this: ${policies.join(
    ', ',
  )}. The log of this step has what to do. Decision ${decision.decision_id}.`;
}
