// Renders what the file named by the first argument asks for, with the scaffolder's own code, and writes the results to
// the file named by the second: {cases: [{skeleton, values, copyWithoutTemplating}], inputs: [{input, context}]}.
'use strict';

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { ConfigReader } = require('@backstage/config');
const { ScmIntegrations } = require('@backstage/integration');
const { createFetchTemplateAction } = require('@backstage/plugin-scaffolder-backend');
const { createTemplateRenderer } = require('nunjitsu');

// The package does not export it; this is what the task worker templates the input of steps with.
const backend = path.dirname(require.resolve('@backstage/plugin-scaffolder-backend/package.json'));
const { NunjucksWorkflowRunner } = require(path.join(backend, 'dist/scaffolder/tasks/NunjucksWorkflowRunner.cjs.js'));

const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
const action = createFetchTemplateAction({ integrations, reader: undefined });
const logger = new Proxy({}, { get: () => () => undefined });

function filesBelow(directory, within = '') {
  return fs.readdirSync(path.join(directory, within), { withFileTypes: true }).flatMap(entry => {
    const name = path.posix.join(within, entry.name);
    return entry.isDirectory() ? filesBelow(directory, name) : [name];
  });
}

async function render({ skeleton, values, copyWithoutTemplating }) {
  const workspacePath = fs.mkdtempSync(path.join(os.tmpdir(), 'workspace-'));
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'fetched-'));
  try {
    await action.handler({
      input: { url: './skeleton', values, copyWithoutTemplating },
      templateInfo: { baseUrl: `file://${path.dirname(skeleton)}/template.yaml` },
      workspacePath,
      logger,
      createTemporaryDirectory: async () => temporary,
    });
    return {
      files: filesBelow(workspacePath).map(name => {
        const file = path.join(workspacePath, name);
        return {
          path: name,
          content: fs.readFileSync(file).toString('base64'),
          executable: (fs.statSync(file).mode & 0o100) !== 0,
        };
      }),
    };
  } catch (error) {
    return { error: String(error.message) };
  } finally {
    fs.rmSync(workspacePath, { recursive: true });
    fs.rmSync(temporary, { recursive: true });
  }
}

function evaluate({ input, context }) {
  const runner = new NunjucksWorkflowRunner({ integrations, metrics });
  const renderer = createTemplateRenderer({ allowRegexExecution: true, filters: runner.defaultTemplateCapabilities.filters });
  return runner.render(input, renderer.prepareContext(context), renderer);
}

const metrics = new Proxy({}, { get: () => () => ({}) });

async function main([, , asked, answered]) {
  const { cases, inputs } = JSON.parse(fs.readFileSync(asked, 'utf8'));
  const rendered = [];
  for (const one of cases) {
    rendered.push(await render(one));
  }
  fs.writeFileSync(answered, JSON.stringify({ cases: rendered, inputs: inputs.map(one => ({ result: evaluate(one) })) }));
}

main(process.argv);
