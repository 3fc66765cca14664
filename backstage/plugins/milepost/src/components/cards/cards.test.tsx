import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import type {
  FourKeys,
  PolicyDecision,
  ServiceTemplate,
  Slo,
} from '../../api/types';
import { exampleOf } from '../../__testUtils__/contract';
import { component, renderWith } from '../../__testUtils__/render';
import { ContractServer, refusal } from '../../__testUtils__/server';
import { ErrorBudgetsCard } from './ErrorBudgetsCard';
import { FourKeysCard } from './FourKeysCard';
import { GoldenPathCard } from './GoldenPathCard';
import { PolicyCard } from './PolicyCard';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

describe('FourKeysCard', () => {
  it('shows each number with its unit, level, trend and records', async () => {
    const before = exampleOf<FourKeys>('getFourKeys');
    before.lead_time_for_changes.p50_seconds = 7200;
    let calls = 0;
    server.answer('getFourKeys', url => {
      const [from, to] = ['from', 'to'].map(name =>
        Date.parse(url.searchParams.get(name)!),
      );
      expect(to - from).toBe(30 * 24 * 3600 * 1000);
      calls += 1;
      // The window before ends more than a day ago.
      return Date.now() - to > 24 * 3600 * 1000
        ? { status: 200, body: before }
        : undefined;
    });

    const { container } = renderWith(server, <FourKeysCard />);

    const leadTime = await screen.findByRole('link', { name: /^16 minutes/ });
    expect(leadTime).toHaveAttribute('href', '/delivery?records=changes');
    expect(
      screen.getByText('better than in the 30 days before: 2 hours'),
    ).toBeInTheDocument();
    expect(screen.getByText('Level: Elite')).toBeInTheDocument();
    expect(screen.getByText('1 per 30 days')).toBeInTheDocument();
    expect(screen.getByText('0 of 1 deployment failed')).toBeInTheDocument();
    expect(
      screen.getByText('No incident was resolved in this time.'),
    ).toBeInTheDocument();
    expect(calls).toBe(2);
    expect(server.asked('getFourKeys')[0].getAll('service')).toEqual([
      'payments-api',
    ]);
    expect(await axe(container)).toHaveNoViolations();
  });

  it('asks by the entity ref where there is no key', async () => {
    const entity = { ...component, metadata: { name: 'Orders' } };
    renderWith(server, <FourKeysCard days={7} environment="staging" />, {
      entity,
    });
    await screen.findByText('The last 7 days, Staging');
    await screen.findByRole('link', { name: /^16 minutes/ });
    const [asked] = server.asked('getFourKeys');
    expect(asked.get('service')).toBe('component:default/orders');
    expect(asked.get('environment')).toBe('staging');
  });

  it('says what is missing and what to do', async () => {
    const keys = exampleOf<FourKeys>('getFourKeys');
    keys.unknown = { service: ['component:default/payments-api'] };
    keys.coverage.deployments_without_known_change = 3;
    server.answer('getFourKeys', { status: 200, body: keys });

    renderWith(server, <FourKeysCard />);

    expect(
      await screen.findByText(
        /Milepost has never heard of component:default\/payments-api\./,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        '3 deployments have no known change. Name their commits in deploy.completed, or send change.created for them.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/No incident was ever received/),
    ).toBeInTheDocument();
  });

  it('shows what the service says of an error, and tries again', async () => {
    server.answer('getFourKeys', {
      status: 403,
      body: refusal(403, 'The role reader is needed.'),
    });
    const { container } = renderWith(server, <FourKeysCard />);

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The four keys could not be read');
    expect(alert).toHaveTextContent('The role reader is needed.');
    expect(alert).toHaveTextContent('Ask the operators of Milepost');
    expect(await axe(container)).toHaveNoViolations();

    server.reset();
    await userEvent.click(
      within(alert).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByRole('link', { name: /^16 minutes/ }),
    ).toBeInTheDocument();
  });
});

describe('ErrorBudgetsCard', () => {
  it('shows what is left of each budget', async () => {
    const { container } = renderWith(server, <ErrorBudgetsCard />);

    const meter = await screen.findByRole('meter', {
      name: 'Rest of the error budget of Template success: Usable repositories',
    });
    expect(meter).toHaveAttribute('aria-valuenow', '67');
    expect(
      screen.getByText('66.7% of the budget is left. Target 95%, now 98.333%.'),
    ).toBeInTheDocument();
    expect(screen.getByText('Likely met')).toBeInTheDocument();
    expect(
      screen.getByText('At the current rate it is used up on Dec 14, 2026.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /What used the budget/ }),
    ).toHaveAttribute('href', '/milepost/objectives?slo=template-success');
    expect(server.asked('listSlos')[0].get('service')).toBe('payments-api');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('says that a budget is overspent, and which rule fires', async () => {
    const page = exampleOf<{ items: Slo[] }>('listSlos');
    const [objective] = page.items[0].objectives;
    objective.budget.remaining_ratio = -0.25;
    objective.state = 'BREACHED';
    objective.burn[0].state = 'FIRING';
    server.answer('listSlos', { status: 200, body: page });

    renderWith(server, <ErrorBudgetsCard />);

    expect(
      await screen.findByText(/The budget is overspent by 25%/),
    ).toBeInTheDocument();
    expect(screen.getByRole('meter')).toHaveAttribute('aria-valuenow', '0');
    expect(
      screen.getByText(`Burns too fast: ${objective.burn[0].rule}`),
    ).toBeInTheDocument();
  });

  it('asks for those that a group owns, and says how to get one', async () => {
    server.answer('listSlos', {
      status: 200,
      body: { items: [], next_cursor: null },
    });
    renderWith(server, <ErrorBudgetsCard />, {
      entity: { ...component, kind: 'Group', metadata: { name: 'team-a' } },
    });
    expect(
      await screen.findByText(/owned by group:default\/team-a/),
    ).toBeInTheDocument();
    expect(server.asked('listSlos')[0].get('owner')).toBe(
      'group:default/team-a',
    );
  });
});

describe('GoldenPathCard', () => {
  it('shows the version, and how far it is behind', async () => {
    const { container } = renderWith(server, <GoldenPathCard />);

    expect(
      await screen.findByText('quarkus-service 2.3.0'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Behind by 1 version, 0 days. Upgrade to 2.3.1.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('since Jun 1, 2026, by a scaffolder run'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Changelog and upgrade of quarkus-service',
      }),
    ).toHaveAttribute('href', '/milepost/golden-paths?name=quarkus-service');
    expect(await axe(container)).toHaveNoViolations();
  });

  it('warns of a withdrawn version and another major one', async () => {
    const service = exampleOf<ServiceTemplate>('getServiceTemplate');
    service.yanked = true;
    service.newest = {
      version: '3.0.0',
      published_at: '2026-06-02T00:00:00Z',
      breaking: true,
    };
    service.run!.kind = 'upgrade';
    service.run!.pull_request = '42';
    service.run!.repository = 'github.com/acme/payments-api';
    server.answer('getServiceTemplate', { status: 200, body: service });

    renderWith(server, <GoldenPathCard />);

    expect(
      await screen.findByText('This version was withdrawn. Upgrade soon.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /3\.0\.0 has another major version\. .* 2\.3\.1 is the newest of the same major version\./,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'Open upgrade: pull request 42 of github.com/acme/payments-api',
      ),
    ).toBeInTheDocument();
  });

  it('says what to do without a golden path', async () => {
    server.answer('getServiceTemplate', {
      status: 404,
      body: refusal(404, 'It is on no known golden path.'),
    });
    renderWith(server, <GoldenPathCard />);
    expect(await screen.findByText('On no golden path')).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });
});

describe('PolicyCard', () => {
  it('shows modes, denials before the merge, and waivers', async () => {
    const page = exampleOf<{ items: PolicyDecision[] }>('listPolicyDecisions');
    const [deployed] = page.items;
    const open = structuredClone(deployed);
    open.decision_id = '11111111-1111-4111-8111-111111111111';
    open.hook = 'pull_request';
    open.pr_id = '18';
    open.commit_sha = 'another';
    const merged = structuredClone(open);
    merged.decision_id = '22222222-2222-4222-8222-222222222222';
    merged.pr_id = deployed.pr_id;
    server.answer('listPolicyDecisions', {
      status: 200,
      body: { ...page, items: [open, deployed, merged] },
    });

    const { container } = renderWith(server, <PolicyCard />);

    const table = await screen.findByRole('grid', {
      name: 'Policies for this service',
    });
    expect(table).toHaveTextContent('Enforce');
    expect(table).toHaveTextContent('Evidence is missing');
    expect(
      screen.getByText(/github\.com\/acme\/payments-api#18/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/payments-api#17/)).not.toBeInTheDocument();
    expect(
      screen.getByText(/What to do: Send it: POST \/api\/v1\/evidence\./),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /no-critical-vulnerabilities is waived until Jun 20, 2026/,
      ),
    ).toBeInTheDocument();
    expect(await axe(container)).toHaveNoViolations();
  });

  it('links no address of another scheme', async () => {
    const page = exampleOf<{ items: PolicyDecision[] }>('listPolicyDecisions');
    // eslint-disable-next-line no-script-url
    page.items[0].results[0].documentation = 'javascript:alert(1)';
    server.answer('listPolicyDecisions', { status: 200, body: page });
    renderWith(server, <PolicyCard />);
    await screen.findByText('No critical vulnerability older than 30 days');
    expect(
      screen.queryByRole('link', { name: /No critical/ }),
    ).not.toBeInTheDocument();
  });

  it('says how to ask the first time', async () => {
    const nothing = { status: 200, body: { items: [], next_cursor: null } };
    server.answer('listPolicyDecisions', nothing);
    server.answer('listPolicyWaivers', nothing);
    renderWith(server, <PolicyCard />);
    expect(await screen.findByText('No decision yet')).toBeInTheDocument();
    expect(screen.getByText('There is no waiver.')).toBeInTheDocument();
  });
});
