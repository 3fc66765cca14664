import type { JsonObject, JsonValue } from '@backstage/types';

const SECRET_NAME =
  /passw|passphrase|secret|token|credential|api[-_]?key|private[-_]?key|access[-_]?key/i;

/** Leaves out parameters that are secrets: those that the template declares as such, and those whose names say it. */
export function withoutSecrets(
  parameters: JsonObject,
  secretNames: ReadonlySet<string>,
): JsonObject {
  const left: JsonObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    const isSecret =
      secretNames.has(name.toLowerCase()) || SECRET_NAME.test(name);
    if (!isSecret && value !== undefined) {
      left[name] = clean(value, secretNames);
    }
  }
  return left;
}

function clean(value: JsonValue, secretNames: ReadonlySet<string>): JsonValue {
  if (Array.isArray(value)) {
    return value.map(item => clean(item, secretNames));
  }
  return value !== null && typeof value === 'object'
    ? withoutSecrets(value as JsonObject, secretNames)
    : value;
}

/** The names of the parameters that a template's forms declare as secrets, in lower case. */
export function declaredSecrets(forms: unknown): Set<string> {
  const names = new Set<string>();
  collect(forms, names);
  return names;
}

function collect(schema: unknown, names: Set<string>): void {
  if (Array.isArray(schema)) {
    schema.forEach(part => collect(part, names));
    return;
  }
  if (schema === null || typeof schema !== 'object') {
    return;
  }
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && value !== null && typeof value === 'object') {
      for (const [name, property] of Object.entries(value)) {
        if (isDeclaredSecret(property)) {
          names.add(name.toLowerCase());
        }
      }
    }
    collect(value, names);
  }
}

function isDeclaredSecret(property: unknown): boolean {
  const schema = (property ?? {}) as Record<string, unknown>;
  return (
    schema['ui:field'] === 'Secret' ||
    schema['ui:widget'] === 'password' ||
    schema['ui:widget'] === 'secret' ||
    schema.format === 'password' ||
    schema.writeOnly === true
  );
}
