import type {
  AuthService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import fs from 'node:fs/promises';
import path from 'node:path';
import parseGitUrl from 'git-url-parse';
import { create } from 'tar';
import type { components } from '@milepost/backstage-plugin-milepost-common';
import { clientOf } from '../service';

type Plan = components['schemas']['UpgradePlan'];
type PlannedFile = components['schemas']['PlannedFile'];

/** Plans the upgrade of a service to another version of its golden path, and writes the files of the plan. */
export function createUpgradeAction(options: {
  auth: AuthService;
  config: RootConfigService;
}) {
  return createTemplateAction({
    id: 'milepost:upgrade:plan',
    description:
      'Merges a newer version of the golden path into the files of a service, in the workspace.',
    supportsDryRun: false,
    examples: [
      {
        description: 'Upgrade a service to the stable version',
        example: `steps:
  - id: fetch
    action: fetch:plain
    input:
      url: \${{ parameters.repository }}
      targetPath: ./service
  - id: upgrade
    action: milepost:upgrade:plan
    input:
      entityRef: \${{ parameters.service }}
      sourcePath: ./service
      sourceUrl: \${{ parameters.repository }}
  - id: pull-request
    action: publish:github:pull-request
    input:
      repoUrl: \${{ steps['upgrade'].output.repoUrl }}
      branchName: \${{ steps['upgrade'].output.branch }}
      title: \${{ steps['upgrade'].output.title }}
      description: \${{ steps['upgrade'].output.description }}
      sourcePath: ./service
`,
      },
    ],
    schema: {
      input: {
        entityRef: z =>
          z.string().describe('The service, by entity ref or telemetry key.'),
        to: z =>
          z
            .string()
            .describe('The version or channel; by default stable.')
            .optional(),
        sourcePath: z =>
          z
            .string()
            .describe('The folder of the checkout in the workspace.')
            .default('.'),
        targetPath: z =>
          z
            .string()
            .describe(
              'The folder into which only the files that change are written; by default the checkout is changed.',
            )
            .optional(),
        sourceUrl: z =>
          z
            .string()
            .describe(
              'The address from which the checkout was fetched, for the outputs repoUrl and folder.',
            )
            .optional(),
      },
      output: {
        from: z => z.string().describe('The version before.'),
        to: z => z.string().describe('The version after.'),
        clean: z => z.boolean().describe('Whether nothing is in conflict.'),
        changed: z => z.number().describe('How many files the plan changes.'),
        conflicts: z =>
          z.array(z.string()).describe('The files that are in conflict.'),
        branch: z => z.string().describe('A name for the branch.'),
        title: z => z.string().describe('A title for the pull request.'),
        description: z =>
          z.string().describe('A text for the pull request, in Markdown.'),
        repoUrl: z =>
          z.string().describe('The repository, for actions that publish.'),
        folder: z =>
          z.string().describe('The folder of the service in its repository.'),
      },
    },
    async handler(ctx) {
      const { entityRef, to, sourceUrl } = ctx.input;
      const folder = resolveSafeChildPath(
        ctx.workspacePath,
        ctx.input.sourcePath,
      );
      const target =
        ctx.input.targetPath === undefined
          ? folder
          : resolveSafeChildPath(ctx.workspacePath, ctx.input.targetPath);
      const client = clientOf({ ...options, signal: ctx.signal });
      const { data } = await client.POST(
        '/api/v1/services/{service}/upgrade-plan',
        {
          params: { path: { service: entityRef }, query: { to } },
          headers: {
            'content-type': 'application/gzip',
            accept: 'application/json',
          },
          // The body is an archive, which the contract has as a text of bytes.
          body: (await pack(folder)) as unknown as string,
          bodySerializer: (bytes: unknown) => bytes as BodyInit,
        },
      );
      // The plan is asked for as JSON, not as an archive or a patch.
      const plan = data as Plan;
      for (const file of plan.files) {
        await apply(file, folder, target);
      }
      const inConflict = plan.files.filter(file => file.conflicts > 0);
      inConflict.forEach(file =>
        ctx.logger.warn(`${file.path} is in conflict. ${file.detail}`.trim()),
      );
      plan.asked.forEach(parameter =>
        ctx.logger.warn(
          `The plan assumes ${JSON.stringify(parameter.default)} for ${
            parameter.name
          }, because no run recorded it.`,
        ),
      );
      const changed = plan.files.filter(isChanged).length;
      ctx.logger.info(
        `${plan.template} ${plan.from} to ${plan.to}: ${changed} files change, ${inConflict.length} are in conflict.`,
      );
      ctx.output('from', plan.from);
      ctx.output('to', plan.to);
      ctx.output('clean', inConflict.length === 0);
      ctx.output('changed', changed);
      ctx.output(
        'conflicts',
        inConflict.map(file => file.path),
      );
      ctx.output('branch', plan.pull_request.branch);
      ctx.output('title', plan.pull_request.title);
      ctx.output('description', plan.pull_request.description);
      if (sourceUrl !== undefined) {
        const source = repositoryOf(sourceUrl);
        ctx.output('repoUrl', source.repoUrl);
        ctx.output('folder', source.folder);
      }
    },
  });
}

/** Packs a checkout, without what the service passes over anyway. */
async function pack(folder: string): Promise<Buffer> {
  const parts: Buffer[] = [];
  const archive = create(
    {
      cwd: folder,
      gzip: true,
      portable: true,
      filter: entry =>
        !entry
          .split('/')
          .some(part => part === '.git' || part === 'node_modules'),
    },
    ['.'],
  );
  for await (const part of archive) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
}

function isChanged(file: PlannedFile): boolean {
  return (
    file.content !== null ||
    file.moved_from !== null ||
    file.outcome === 'removed'
  );
}

async function apply(
  file: PlannedFile,
  folder: string,
  target: string,
): Promise<void> {
  const place = resolveSafeChildPath(target, file.path);
  const inPlace = folder === target;
  if (file.outcome === 'removed') {
    if (inPlace) {
      await fs.rm(place, { force: true });
    }
    return;
  }
  await fs.mkdir(path.dirname(place), { recursive: true });
  if (file.moved_from !== null) {
    const source = resolveSafeChildPath(folder, file.moved_from);
    await (inPlace ? fs.rename(source, place) : fs.copyFile(source, place));
  }
  if (file.content !== null) {
    const { text, base64, executable } = file.content;
    await fs.writeFile(place, text ?? Buffer.from(base64 ?? '', 'base64'));
    await fs.chmod(place, executable ? 0o755 : 0o644);
  }
}

/** The repository in the form of the actions that publish, and the folder in it. */
function repositoryOf(address: string): { repoUrl: string; folder: string } {
  const { resource, owner, name, filepath } = parseGitUrl(address);
  const query = new URLSearchParams({ owner, repo: name });
  return { repoUrl: `${resource}?${query}`, folder: filepath || '.' };
}
