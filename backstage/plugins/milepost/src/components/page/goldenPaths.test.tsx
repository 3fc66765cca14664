import { screen, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import type { Adoption, CampaignDetail, ServiceBehind } from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { renderWith } from '../../__testUtils__/render';
import { ContractServer, refusal } from '../../__testUtils__/server';
import { GoldenPathsPart } from './GoldenPathsPart';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

const servicesBehind: ServiceBehind[] = [
  {
    service: 'orders',
    team: 'team-payments',
    template: 'quarkus-service',
    version: '1.4.0',
    newest: '2.3.1',
    breaking: true,
    versions: 3,
    days: 40,
    since: '2026-05-01T00:00:00Z',
    severity: 'security',
    open_upgrade: null,
    offer: null,
    last_plan: {
      to: '2.3.1',
      planned_at: '2026-06-11T08:55:00Z',
      conflicts: 2,
      conflicted_files: 1,
    },
  },
  {
    service: 'payments-api',
    team: null,
    template: 'quarkus-service',
    version: '2.3.0',
    newest: '2.3.1',
    breaking: false,
    versions: 1,
    days: 0,
    since: '2026-06-01T08:00:00Z',
    severity: 'change',
    open_upgrade: {
      version: '2.3.1',
      opened_at: '2026-06-11T09:00:00Z',
      repository: 'github.com/acme/payments-api',
      pull_request: '42',
    },
    offer: null,
    last_plan: null,
  },
];

const campaign: CampaignDetail = {
  id: '5e0a1c1e-6f4d-4a51-9b0e-0d9b6c1f7a11',
  template: 'quarkus-service',
  to: '2.3.1',
  title: 'Probes for everybody',
  state: 'running',
  reason: null,
  changed_by: 'user:default/jane',
  changed_at: '2026-06-12T08:00:00Z',
  created_by: 'user:default/jane',
  created_at: '2026-06-12T08:00:00Z',
  starts_at: '2026-06-12T08:00:00Z',
  ends_at: null,
  waves: 2,
  wave: 1,
  wave_days: 7,
  stop: { failed_share: 0.1, keys_worse_by: 0.2, keys_days: 14 },
  report: {
    services: 9,
    offered: 4,
    opened: 1,
    merged: 3,
    declined: 0,
    failed: 0,
    later: 0,
    moved_on: 0,
    waiting: 5,
    days_to_50_percent: null,
    days_to_90_percent: null,
  },
};

const nothing = { status: 200, body: { items: [], next_cursor: null } };

describe('GoldenPathsPart', () => {
  it('lists the golden paths with their channels', async () => {
    const { container } = renderWith(server, <GoldenPathsPart />);
    const table = await screen.findByRole('grid', { name: 'Golden paths' });
    expect(
      within(table).getByRole('link', { name: 'Quarkus service' }),
    ).toHaveAttribute('href', '/milepost/golden-paths?name=quarkus-service');
    expect(table).toHaveTextContent('stable: 2.3.1');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows versions, changelog and adoption of the one named', async () => {
    const adoption = exampleOf<Adoption>('getAdoption');
    adoption.upgrades = [
      {
        version: '2.3.1',
        published_at: '2026-06-01T08:00:00Z',
        offered: 4,
        taken: 1,
        taken_of_offered: { part: 1, whole: 4, ratio: 0.25, reason: null },
        planned: 2,
        clean_plans: 2,
        conflicted_plans: 1,
        outcomes: { opened: 2, merged: 1, declined: 1, failed: 0 },
      },
    ];
    server.answer('getAdoption', { status: 200, body: adoption });
    const { container } = renderWith(server, <GoldenPathsPart />, {
      at: '/?name=quarkus-service',
    });

    expect(
      await screen.findByText(
        /2\.3\.1 since Jun 1, 2026: a week on beta without a complaint/,
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('a Helm chart')).toBeInTheDocument();
    const behind = await screen.findByRole('grid', {
      name: 'Who is on which version',
    });
    const row = within(behind).getByRole('row', { name: /team-payments/ });
    expect(row).toHaveTextContent('2.3.0');
    expect(row).toHaveTextContent('Behind');
    expect(
      screen.getByText('1 service is behind the stable version.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('grid', { name: 'How upgrades are taken' }),
    ).toHaveTextContent('1 (25%)2 / 31, 1, 0');
    // The service of the examples may have no lists of upgrades and campaigns yet; then nothing is shown of them.
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    // The versions that are not open are not read.
    expect(server.asked('getTemplateVersion')).toHaveLength(1);
    expect(server.asked('getTemplate')).toHaveLength(1);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows who is behind, and the campaigns, where the service has them', async () => {
    server.answerPath('/api/v1/upgrades', {
      items: servicesBehind,
      next_cursor: null,
    });
    server.answerPath('/api/v1/campaigns', {
      items: [campaign],
      next_cursor: null,
    });
    server.answerPath(`/api/v1/campaigns/${campaign.id}`, campaign);
    renderWith(server, <GoldenPathsPart />, { at: '/?name=quarkus-service' });

    const behind = await screen.findByRole('grid', { name: 'Who is behind' });
    const orders = within(behind).getByRole('row', { name: /^orders/ });
    expect(orders).toHaveTextContent(
      '1.4.0 to 2.3.1, another major version3 versions, 40 days',
    );
    expect(orders).toHaveTextContent('security fixes2 conflicts are expected');
    expect(
      within(behind).getByRole('row', { name: /^payments-api/ }),
    ).toHaveTextContent('Pull request github.com/acme/payments-api#42 is open');

    expect(
      await screen.findByText('Probes for everybody: running, wave 1 of 2'),
    ).toBeInTheDocument();
    const report = await screen.findByRole('grid', { name: 'Campaigns' });
    expect(
      within(report).getByRole('row', { name: /^Merged/ }),
    ).toHaveTextContent('3');
  });

  it('says how to publish the first', async () => {
    server.answer('listTemplates', nothing);
    renderWith(server, <GoldenPathsPart />);
    expect(await screen.findByText('No golden path yet')).toBeInTheDocument();
  });

  it('says that there is no such golden path', async () => {
    const body = refusal(404, 'There is no golden path nope.');
    server.answer('getTemplate', { status: 404, body });
    server.answer('getAdoption', { status: 404, body });
    renderWith(server, <GoldenPathsPart />, { at: '/?name=nope' });
    const [alert] = await screen.findAllByRole('alert');
    expect(alert).toHaveTextContent('There is no golden path nope.');
  });
});
