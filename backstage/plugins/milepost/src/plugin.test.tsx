import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import milepostPlugin from '.';
import { component } from './__testUtils__/render';
import { ContractServer } from './__testUtils__/server';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

const toServer = () => [
  [discoveryApiRef, { getBaseUrl: async () => server.url }] as const,
  [fetchApiRef, { fetch }] as const,
];

describe('the plugin in an app of the new system', () => {
  it('has the page with its parts, of which the first opens', async () => {
    renderTestApp({
      // The catalog gives the entity's tab an address with parameters, which the page must not need.
      features: [milepostPlugin, catalogPlugin],
      apis: toServer(),
      initialRouteEntries: ['/milepost'],
    });
    expect(
      await screen.findByRole('tab', { name: 'Golden paths' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Organisation', undefined, { timeout: 10_000 }),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('tab', { name: 'Pipeline' }));
    expect(
      await screen.findByText('Every accepted event is in the numbers.'),
    ).toBeInTheDocument();
  });

  it('has the cards and the tab of an entity', async () => {
    renderTestApp({
      features: [milepostPlugin],
      extensions: [createTestEntityPage({ entity: component })],
      apis: toServer(),
      initialRouteEntries: ['/'],
    });
    for (const title of [
      'Four keys',
      'Error budgets',
      'Golden path',
      'Policies',
    ]) {
      expect(
        await screen.findByRole('region', { name: title }),
      ).toBeInTheDocument();
    }
    const number = await screen.findByRole('link', { name: /^16 minutes/ });
    expect(number).toHaveAttribute('href', '/delivery?records=changes');
    await userEvent.click(number);
    expect(
      await screen.findByRole('grid', { name: 'Changes' }),
    ).toBeInTheDocument();
  });
});
