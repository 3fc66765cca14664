// Runs composed Templates as Backstage's scaffolder does in a dry run, and writes what came of it to the file named by
// the second argument: {runs: [{template, parameters, served: {ADDRESS: BASE64}}]} of the file named by the first.
// Publishing, registering and the actions in `foreign` are skipped there by the scaffolder itself; all else happens.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { ConfigReader } = require('@backstage/config');
const { ScmIntegrations } = require('@backstage/integration');
const scaffolder = require('@backstage/plugin-scaffolder-backend');
const { templateEntityV1beta3Validator } = require('@backstage/plugin-scaffolder-common');

// The package does not export this.
const inside = path.dirname(require.resolve('@backstage/plugin-scaffolder-backend/package.json'));
const { createDryRunner } = require(path.join(inside, 'dist/scaffolder/dryrun/createDryRunner.cjs.js'));

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
const nothing = new Proxy({}, { get: () => () => ({ add() {}, record() {} }) });
const logger = new Proxy({}, { get: (_, name) => (name === 'child' ? () => logger : () => undefined) });

const skipped = id => ({ id, supportsDryRun: false, schema: {}, handler: async () => undefined });

/** What a new backend registers, from what the package exports. Publishing and the like need other systems. */
function actions(reader) {
  const options = { reader, integrations };
  return new Map(
    [
      scaffolder.createDebugLogAction(),
      scaffolder.createWaitAction(),
      scaffolder.createFetchPlainAction(options),
      scaffolder.createFetchPlainFileAction(options),
      scaffolder.createFetchTemplateAction(options),
      scaffolder.createFetchTemplateFileAction(options),
      scaffolder.createFilesystemDeleteAction(),
      scaffolder.createFilesystemRenameAction(),
      scaffolder.createFilesystemReadDirAction(),
      scaffolder.createCatalogWriteAction(),
      skipped('publish:github'),
      skipped('catalog:register'),
    ].map(action => [action.id, action]),
  );
}

/**
 * What is allowed in backend.reading.allow: files by their addresses, and no folders. Hosts of git have folders too.
 */
function reader(served, folders) {
  return {
    readUrl: async address => {
      const content = served[new URL(address).toString()];
      if (content === undefined) {
        throw new Error(`could not read ${address}`);
      }
      return { buffer: async () => Buffer.from(content, 'base64') };
    },
    readTree: async address => {
      const beneath = `${address.replace(/\/$/, '')}/`;
      if (!folders) {
        throw new Error('FetchUrlReader does not implement readTree');
      }
      return {
        dir: async ({ targetDir }) => {
          for (const [place, content] of Object.entries(served).filter(([key]) => key.startsWith(beneath))) {
            const file = path.join(targetDir, place.slice(beneath.length));
            fs.mkdirSync(path.dirname(file), { recursive: true });
            fs.writeFileSync(file, Buffer.from(content, 'base64'));
          }
          return targetDir;
        },
      };
    },
  };
}

/** @param contents the files beside the Template: those are there only for Templates that were not composed */
async function run({ template, parameters, served, contents, foreign = [] }) {
  const all = actions(reader(served, contents !== undefined));
  foreign.forEach(id => all.has(id) || all.set(id, skipped(id)));
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'scaffolder-'));
  const registry = {
    get: async id => {
      if (!all.has(id)) {
        throw new Error(`no stock action ${id}`);
      }
      return all.get(id);
    },
    list: async () => all,
  };
  try {
    const valid = await templateEntityV1beta3Validator.check(template);
    const dryRun = createDryRunner({
      actionRegistry: registry,
      integrations,
      logger,
      metrics: nothing,
      workingDirectory: directory,
      config: new ConfigReader({}),
    });
    const result = await dryRun({
      // As the scaffolder's router does.
      spec: {
        apiVersion: template.apiVersion,
        ...template.spec,
        steps: template.spec.steps.map((step, index) => ({
          ...step,
          id: step.id ?? `step-${index + 1}`,
          name: step.name ?? step.action,
        })),
        output: template.spec.output ?? {},
        parameters,
      },
      templateInfo: {
        entityRef: 'template:default/composed',
        baseUrl: pathToFileURL(path.join(directory, 'contents/template.yaml')).toString(),
      },
      directoryContents: (contents ?? []).map(file => ({ ...file, content: Buffer.from(file.content, 'base64') })),
      credentials: {},
    });
    return {
      valid,
      output: result.output,
      log: result.log.map(entry => entry.body.message),
      files: result.directoryContents.map(file => ({
        path: file.path,
        executable: file.executable === true,
        content: file.content.toString('base64'),
      })),
    };
  } catch (error) {
    return { error: String(error.stack) };
  } finally {
    fs.rmSync(directory, { recursive: true });
  }
}

async function main([, , asked, answered]) {
  const results = [];
  for (const one of JSON.parse(fs.readFileSync(asked, 'utf8')).runs) {
    results.push(await run(one));
  }
  fs.writeFileSync(answered, JSON.stringify({ runs: results }));
}

main(process.argv).catch(error => {
  console.error(error);
  process.exit(1);
});
