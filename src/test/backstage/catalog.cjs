// Reads texts as Backstage's catalog does and applies its policies and its model of kinds to their entities. Writes to
// the file named by the second argument: {texts: [[{error, name}]]}, in the order of {texts: [TEXT]} of the file named
// by the first; error is null for an entity that the catalog accepts.
'use strict';

const fs = require('node:fs');
const model = require('@backstage/catalog-model');
const { parseEntityYaml } = require('@backstage/plugin-catalog-node');
const { templateEntityV1beta3Validator } = require('@backstage/plugin-scaffolder-common');

const policies = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
  new model.FieldFormatEntityPolicy(),
]);
const kinds = [
  model.apiEntityV1alpha1Validator,
  model.componentEntityV1alpha1Validator,
  model.resourceEntityV1alpha1Validator,
  model.groupEntityV1alpha1Validator,
  model.locationEntityV1alpha1Validator,
  model.userEntityV1alpha1Validator,
  model.systemEntityV1alpha1Validator,
  model.domainEntityV1alpha1Validator,
  templateEntityV1beta3Validator,
];

async function error(entity) {
  const accepted = await policies.enforce(entity);
  for (const kind of kinds) {
    if (await kind.check(accepted)) {
      return null;
    }
  }
  return 'no kind of the catalog';
}

async function read(text) {
  const entities = [];
  for (const found of parseEntityYaml(Buffer.from(text), { type: 'url', target: 'https://example.com/x.yaml' })) {
    if (found.type !== 'entity') {
      entities.push({ name: null, error: String(found.error ?? found.type) });
      continue;
    }
    try {
      entities.push({ name: found.entity.metadata?.name ?? null, error: await error(found.entity) });
    } catch (e) {
      entities.push({ name: found.entity.metadata?.name ?? null, error: String(e.message ?? e) });
    }
  }
  return entities;
}

async function main([asked, answered]) {
  const { texts } = JSON.parse(fs.readFileSync(asked, 'utf8'));
  const answers = [];
  for (const text of texts) {
    answers.push(await read(text));
  }
  fs.writeFileSync(answered, JSON.stringify({ texts: answers }));
}

main(process.argv.slice(2)).catch(e => {
  console.error(e);
  process.exit(1);
});
