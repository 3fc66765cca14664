import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { Deployment, FourKeys, FourKeysBucket } from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { renderWith } from '../../__testUtils__/render';
import { ContractServer } from '../../__testUtils__/server';
import { DeliveryContent } from './DeliveryContent';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

/** The numbers of the example in each of three weeks. */
function threeWeeks(): FourKeys {
  const keys = exampleOf<FourKeys>('getFourKeys');
  const week = (from: string, to: string, count: number): FourKeysBucket => ({
    ...exampleOf<FourKeys>('getFourKeys'),
    from,
    to,
    partial: to === '2026-06-22T00:00:00Z',
    deployment_frequency: {
      ...keys.deployment_frequency,
      count,
    },
  });
  keys.series = [
    week('2026-06-01T00:00:00Z', '2026-06-08T00:00:00Z', 2),
    week('2026-06-08T00:00:00Z', '2026-06-15T00:00:00Z', 7),
    week('2026-06-15T00:00:00Z', '2026-06-22T00:00:00Z', 1),
  ];
  return keys;
}

describe('DeliveryContent', () => {
  it('asks for all it shows at once', async () => {
    renderWith(server, <DeliveryContent />);
    await waitFor(() =>
      expect(server.requests.map(({ operation }) => operation).sort()).toEqual([
        'getFourKeys',
        'listChanges',
        'listDeployments',
        'listIncidents',
      ]),
    );
    const [query] = server.asked('getFourKeys');
    expect(query.get('interval')).toBe('week');
    expect(new Date(query.get('from')!).getUTCDay()).toBe(1);
    await screen.findAllByText('deploy-5432');
  });

  it('has a table behind each chart, whose rows choose a week', async () => {
    server.answer('getFourKeys', { status: 200, body: threeWeeks() });
    const { container } = renderWith(server, <DeliveryContent />);

    expect(
      await screen.findByRole('img', { name: 'Lead time for changes by week' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Deployments as a table' }),
    );
    const table = await screen.findByRole('grid', {
      name: 'Deployments by week',
    });
    const [, newest, middle] = within(table).getAllByRole('row');
    expect(newest).toHaveTextContent('Jun 15, 2026 (not over)');
    expect(middle).toHaveTextContent('Jun 8, 2026');
    expect(middle).toHaveTextContent('7');

    server.requests.length = 0;
    await userEvent.click(
      within(middle).getByRole('button', {
        name: 'Show the records of the week of Jun 8, 2026',
      }),
    );

    expect(
      await screen.findByText('Records from Jun 8, 2026 to Jun 15, 2026'),
    ).toBeInTheDocument();
    const [asked] = server.asked('listDeployments');
    expect(asked.get('from')).toBe('2026-06-08T00:00:00Z');
    expect(asked.get('to')).toBe('2026-06-15T00:00:00Z');
    expect(server.asked('getFourKeys')).toEqual([]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says by which rule each record counts', async () => {
    const page = exampleOf<{ items: Deployment[]; next_cursor: null }>(
      'listDeployments',
    );
    const [deployment] = page.items;
    page.items.push({
      ...deployment,
      deployment_id: 'deploy-5433',
      rule: null,
      changes: 0,
      failed: true,
      failed_by: 'rollback',
      failure: {
        rule: null,
        source: null,
        incident_id: null,
        deployment_id: 'deploy-5434',
        recovered_at: '2026-06-10T13:00:00Z',
      },
    });
    server.answer('listDeployments', { status: 200, body: page });
    renderWith(server, <DeliveryContent />);

    const table = await screen.findByRole('grid', { name: 'Deployments' });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('The commit is the deployed one: 1 change');
    expect(first).toHaveTextContent('Did not fail');
    expect(second).toHaveTextContent('No known change');
    expect(second).toHaveTextContent('Failed, by rollback deploy-5434');

    await userEvent.click(screen.getByRole('tab', { name: 'Incidents' }));
    expect(
      await screen.findByRole('grid', { name: 'Incidents' }),
    ).toHaveTextContent('The incident names the deployment');
  });

  it('opens the records that a link names', async () => {
    renderWith(server, <DeliveryContent />, { at: '/?records=changes' });
    const table = await screen.findByRole('grid', { name: 'Changes' });
    expect(table).toHaveTextContent('a1b2c3d4');
    expect(table).toHaveTextContent('16 minutes');
  });

  it('says how stages and what is missing become known', async () => {
    const keys = threeWeeks();
    keys.coverage.incidents_unattributed = 1;
    server.answer('getFourKeys', { status: 200, body: keys });
    renderWith(server, <DeliveryContent />);
    expect(
      await screen.findByText(/No pull request of a delivered change is known/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/1 incident is attributed to no deployment\. Send its/),
    ).toBeInTheDocument();
  });

  it('shows the stages that are known', async () => {
    const keys = threeWeeks();
    keys.lead_time_for_changes.stages!.review = {
      count: 4,
      p50_seconds: 5400,
      p90_seconds: 86400,
      mean_seconds: 6000,
      missing: 1,
      negative: 0,
    };
    server.answer('getFourKeys', { status: 200, body: keys });
    renderWith(server, <DeliveryContent />);
    const table = await screen.findByRole('grid', {
      name: 'Stages of lead time',
    });
    const row = within(table).getByRole('row', { name: /^Review/ });
    expect(row).toHaveTextContent('90 minutes');
    expect(row).toHaveTextContent('24 hours');
  });
});
