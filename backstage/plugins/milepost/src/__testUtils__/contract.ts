import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

// The answers of the contract are true: the service checks them against itself. So no test has answers of its own, and
// they cannot drift.
const CONTRACT = resolve(__dirname, '../../../../../openapi');

type Node = Record<string, any>;

const files = new Map<string, Node>();

function read(file: string): Node {
  let content = files.get(file);
  if (!content) {
    content = parse(readFileSync(file, 'utf8')) as Node;
    files.set(file, content);
  }
  return content;
}

/** Follows a reference of a file to another one. */
function follow(node: Node, file: string): [Node, string] {
  if (typeof node?.$ref !== 'string') return [node, file];
  const [path, pointer] = node.$ref.split('#/');
  const target = path ? resolve(dirname(file), path) : file;
  const found = pointer
    .split('/')
    .reduce(
      (at: Node, part: string) =>
        at[part.replace(/~1/g, '/').replace(/~0/g, '~')],
      read(target),
    );
  return follow(found, target);
}

/** An operation that answers GET, with the first example of its answer. */
export interface Operation {
  id: string;
  path: RegExp;
  answer: unknown;
}

/** All reads of the contract. */
export function operations(): Operation[] {
  const root = resolve(CONTRACT, 'openapi.yaml');
  return Object.entries<Node>(read(root).paths).flatMap(([path, item]) => {
    const [{ get }, file] = follow(item, root);
    const content = get?.responses?.['200']?.content?.['application/json'];
    const [first] = Object.values<Node>(content?.examples ?? {});
    if (!first) return [];
    const [example] = follow(first, file);
    return [
      {
        id: get.operationId,
        path: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
        answer: example.value,
      },
    ];
  });
}

/** The example of an operation; a copy, which the caller may change. */
export function exampleOf<T>(operationId: string): T {
  const operation = operations().find(({ id }) => id === operationId);
  if (!operation) {
    throw new Error(`The contract has no example of ${operationId}`);
  }
  return structuredClone(operation.answer) as T;
}
