import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type { FourKeys, Pipeline } from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { renderWith } from '../../__testUtils__/render';
import { ContractServer, refusal } from '../../__testUtils__/server';
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
