import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { Adoption, FourKeys, Pipeline } from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { renderWith } from '../../__testUtils__/render';
import { ContractServer, refusal } from '../../__testUtils__/server';
import { GoldenPathsPart } from './GoldenPathsPart';
import { ObjectivesPart } from './ObjectivesPart';
import { PipelinePart } from './PipelinePart';
import { PoliciesPart } from './PoliciesPart';
import { TeamsPart } from './TeamsPart';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

const nothing = { status: 200, body: { items: [], next_cursor: null } };

describe('TeamsPart', () => {
  it('shows the organisation and its teams by one request', async () => {
    const keys = exampleOf<FourKeys>('getFourKeys');
    keys.groups = [
      { ...exampleOf<FourKeys>('getFourKeys'), key: 'team-payments' },
    ];
    server.answer('getFourKeys', { status: 200, body: keys });

    const { container } = renderWith(server, <TeamsPart />);

    const table = await screen.findByRole('grid', {
      name: 'Four keys by team',
    });
    expect(
      within(table).getByRole('link', { name: 'team-payments' }),
    ).toHaveAttribute('href', '/catalog/default/group/team-payments');
    expect(table).toHaveTextContent('16 minutes');
    expect(table).toHaveTextContent('no value');
    expect(server.requests).toHaveLength(1);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says how teams get there', async () => {
    renderWith(server, <TeamsPart />);
    expect(
      await screen.findByText(/let the catalog say who owns the services/),
    ).toBeInTheDocument();
  });
});

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
    ).toHaveTextContent('1 (25%)');
    // The service of the examples may have no lists of upgrades and campaigns yet; then nothing is shown of them.
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    // The versions that are not open are not read.
    expect(server.asked('getTemplateVersion')).toHaveLength(1);
    expect(server.asked('getTemplate')).toHaveLength(1);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows who is behind, and the campaigns, where the service has them', async () => {
    server.answerPath('/api/v1/upgrades', {
      items: [
        {
          service: 'orders',
          team: 'team-payments',
          template: 'quarkus-service',
          version: '1.4.0',
          newest: '2.3.1',
          breaking: true,
          versions: 3,
          days: 40,
          severity: 'security',
          open_upgrade: null,
          last_plan: { to: '2.3.1', conflicts: 2 },
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
          severity: 'change',
          open_upgrade: {
            version: '2.3.1',
            repository: 'github.com/acme/payments-api',
            pull_request: '42',
          },
          last_plan: null,
        },
      ],
      next_cursor: null,
    });
    const campaign = {
      id: '5e0a1c1e-6f4d-4a51-9b0e-0d9b6c1f7a11',
      template: 'quarkus-service',
      to: '2.3.1',
      title: 'Probes for everybody',
      state: 'running',
      reason: null,
      waves: 2,
      wave: 1,
    };
    server.answerPath('/api/v1/campaigns', {
      items: [campaign],
      next_cursor: null,
    });
    server.answerPath(`/api/v1/campaigns/${campaign.id}`, {
      ...campaign,
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
      },
    });
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

describe('ObjectivesPart', () => {
  it('shows states and budgets, and the bad events of the one chosen', async () => {
    const { container } = renderWith(server, <ObjectivesPart />);
    const table = await screen.findByRole('grid', {
      name: 'Objectives of the platform',
    });
    expect(table).toHaveTextContent('Likely met');
    expect(table).toHaveTextContent('66.7% of the budget is left');

    await userEvent.click(
      within(table).getByRole('button', {
        name: 'Show the bad events of Template success',
      }),
    );

    expect(
      await screen.findByRole('grid', {
        name: 'Bad events of template-success',
      }),
    ).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });
});

describe('PoliciesPart', () => {
  it('shows the mode of each policy in each tier, and its rules', async () => {
    const { container } = renderWith(server, <PoliciesPart />);
    const table = await screen.findByRole('grid', {
      name: 'Policies and their modes by tier',
    });
    await waitFor(() => expect(table).toHaveTextContent('Enforce'));
    expect(
      screen.getByRole('columnheader', { name: 'Production' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Rules of No critical vulnerability older than 30 days'),
    ).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('shows policies whose modes cannot be read', async () => {
    server.answer('getPolicyEnforcement', {
      status: 500,
      body: refusal(500, 'It failed.'),
    });
    renderWith(server, <PoliciesPart />);
    expect(await screen.findAllByText('not read')).toHaveLength(5);
  });
});

describe('PipelinePart', () => {
  it('says that all is in the numbers, and what is in quarantine', async () => {
    const { container } = renderWith(server, <PipelinePart />);
    expect(
      await screen.findByText('Every accepted event is in the numbers.'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('grid', { name: 'Received, but not counted' }),
    ).toHaveTextContent('lacks_service_id');
    expect(
      await screen.findByRole('grid', { name: 'Quarantine' }),
    ).toHaveTextContent('/data/deployment_id is required');
    expect(server.asked('getPipeline')).toHaveLength(1);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says how long events wait', async () => {
    const pipeline = exampleOf<Pipeline>('getPipeline');
    pipeline.lag_events = 12;
    pipeline.lag_seconds = 300;
    pipeline.recomputing = { services: 5, remaining: 1 };
    server.answer('getPipeline', { status: 200, body: pipeline });
    server.answer('listQuarantine', nothing);
    renderWith(server, <PipelinePart />);
    expect(
      await screen.findByText(
        '12 events are on their way; the oldest waits for 5 minutes.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/1 service still has/)).toBeInTheDocument();
    expect(
      await screen.findByText('No record is in quarantine.'),
    ).toBeInTheDocument();
  });
});
