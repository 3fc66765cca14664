import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { clientOf, keyOf } from '../service';

/** Opens the correlation of a run, which joins all events of the new service's first change. */
export function createCorrelationAction(options: {
  auth: AuthService;
  config: RootConfigService;
}) {
  return createTemplateAction({
    id: 'milepost:correlation:create',
    description:
      'Opens a correlation in Milepost. Events that carry its id belong to one change.',
    supportsDryRun: true,
    examples: [
      {
        description: 'Open the correlation of a golden path',
        example: `steps:
  - id: correlation
    action: milepost:correlation:create
    input:
      template: spring-service
      version: 2.1.0
`,
      },
    ],
    schema: {
      input: {
        template: z =>
          z.string().describe('The golden path that is used.').optional(),
        version: z => z.string().describe('Its version.').optional(),
        service: z =>
          z
            .string()
            .describe('The service, by telemetry key or entity ref.')
            .optional(),
        repository: z =>
          z.string().describe('The repository as host/owner/name.').optional(),
      },
      output: {
        correlationId: z => z.string().describe('The id of the correlation.'),
        traceparent: z => z.string().describe('The trace context of W3C.'),
        annotations: z =>
          z.record(z.string()).describe('Annotations for generated manifests.'),
        labels: z =>
          z.record(z.string()).describe('Labels for generated manifests.'),
        environmentVariables: z =>
          z.record(z.string()).describe('Environment variables for pipelines.'),
      },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info('A dry run opens no correlation.');
        ctx.output('correlationId', ctx.task.id);
        ctx.output('traceparent', '');
        ctx.output('annotations', {});
        ctx.output('labels', {});
        ctx.output('environmentVariables', {});
        return;
      }
      const { template, version, service, repository } = ctx.input;
      const client = clientOf({ ...options, signal: ctx.signal });
      const opened = await ctx.checkpoint({
        key: 'milepost.correlation.create',
        fn: async () => {
          const { data } = await client.POST('/api/v1/correlations', {
            params: { header: { 'Idempotency-Key': keyOf(ctx) } },
            body: {
              template_id: template,
              template_version: version,
              service_id: service,
              repository,
              initiator: ctx.user?.ref,
            },
          });
          return data!;
        },
      });
      ctx.logger.info(`The correlation is ${opened.id}.`);
      ctx.output('correlationId', opened.id);
      ctx.output('traceparent', opened.traceparent);
      ctx.output('annotations', opened.annotations);
      ctx.output('labels', opened.labels);
      ctx.output('environmentVariables', opened.environment_variables);
    },
  });
}
