import { ContractServer } from '../src/__testUtils__/server';
import { withMuchData } from './data';

// Answers like the backend plugin, by the examples of the contract: README.md, "Development".
async function main() {
  const server = await ContractServer.start(7008);
  withMuchData(server);
  // eslint-disable-next-line no-console
  console.log(`Listening on ${server.url}`);
}

main();
