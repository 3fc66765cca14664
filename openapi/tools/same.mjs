// Says where two documents differ, regardless of the order of members: same.mjs ONE OTHER
import { readFileSync } from 'node:fs';

const [one, other] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const differences = [];

function compare(left, right, pointer) {
  const isMap = (value) => value !== null && typeof value === 'object';
  if (!isMap(left) || !isMap(right) || Array.isArray(left) !== Array.isArray(right)) {
    if (left !== right) differences.push(pointer);
    return;
  }
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    compare(left[key], right[key], `${pointer}/${key}`);
  }
}

compare(one, other, '');
differences.slice(0, 20).forEach((pointer) => console.log(`The documents differ at ${pointer}`));
process.exit(differences.length ? 1 : 0);
