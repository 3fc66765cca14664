import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { clientOf, keyOf } from '../service';

/** Sends an event about what a run did. */
export function createEventAction(options: {
  auth: AuthService;
  config: RootConfigService;
}) {
  return createTemplateAction({
    id: 'milepost:event:emit',
    description: 'Sends an event to Milepost, such as the first change.',
    supportsDryRun: true,
    examples: [
      {
        description: 'Send the first change of a new repository',
        example: `steps:
  - id: event
    action: milepost:event:emit
    input:
      type: dev.milepost.change.created
      correlationId: \${{ steps['correlation'].output.correlationId }}
      data:
        commit_sha: \${{ steps['publish'].output.commitHash }}
        service_id: \${{ parameters.name }}
`,
      },
    ],
    schema: {
      input: {
        type: z =>
          z.string().describe('The type, such as dev.milepost.change.created.'),
        data: z =>
          z
            .record(z.any())
            .describe('The data of the event, as its type documents it.'),
        correlationId: z =>
          z.string().describe('The correlation of the run.').optional(),
        time: z =>
          z
            .string()
            .describe('When it happened, in RFC 3339; by default now.')
            .optional(),
      },
      output: {
        id: z => z.string().describe('The id of the event.'),
        source: z => z.string().describe('The source of the event.'),
      },
    },
    async handler(ctx) {
      const { type, data, correlationId, time } = ctx.input;
      const id = keyOf(ctx);
      const source = 'backstage/scaffolder';
      ctx.output('id', id);
      ctx.output('source', source);
      if (ctx.isDryRun) {
        ctx.logger.info(`A dry run sends no ${type}.`);
        return;
      }
      const client = clientOf({ ...options, signal: ctx.signal });
      await ctx.checkpoint({
        key: `milepost.event.emit.${id}`,
        fn: async () => {
          const { data: receipt } = await client.POST('/api/v1/events', {
            headers: { 'content-type': 'application/cloudevents+json' },
            body: {
              specversion: '1.0',
              id,
              source,
              type,
              time: time ?? new Date().toISOString(),
              datacontenttype: 'application/json',
              ...(correlationId ? { correlationid: correlationId } : {}),
              data: {
                ...data,
                ...(ctx.user?.ref && !('initiator' in data)
                  ? { initiator: ctx.user.ref }
                  : {}),
              },
            },
          });
          for (const warning of receipt?.warnings ?? []) {
            ctx.logger.warn(`${warning.pointer} ${warning.detail}`);
          }
        },
      });
      ctx.logger.info(`${type} was sent.`);
    },
  });
}
