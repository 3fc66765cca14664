import { contextOf, serviceOfTests } from '../__testUtils__/action';
import { createPolicyAction } from './policy';

const service = serviceOfTests();

describe('milepost:policy:evaluate', () => {
  const decision = (outcome: string) => ({
    decision: outcome,
    decision_id: 'd-1',
    warnings: [],
    summary_markdown: '### Policies',
    results: [
      {
        policy: 'sbom',
        version: '1.0.0',
        title: 'A bill of materials',
        status: outcome === 'allow' ? 'pass' : 'fail',
        effect: outcome,
        because: 'enforce is the mode of policies in production.',
        violations:
          outcome === 'allow'
            ? []
            : [
                {
                  rule: null,
                  message: 'There is no bill of materials.',
                  pointer: '/evidence',
                  remedy: 'Send one.',
                  link: null,
                },
              ],
      },
    ],
  });

  it.each(['allow', 'warn'])('goes on after %s', async outcome => {
    service.answer(200, decision(outcome));
    const ctx = contextOf({
      hook: 'scaffold',
      template: 'spring-service',
      version: '2.1.0',
      failOnDeny: true,
      input: { name: 'orders' },
    });

    await createPolicyAction(service.options).handler(ctx);

    expect(service.received[0].url).toBe('/api/v1/policies/evaluate');
    expect(service.json(0)).toEqual({
      hook: 'scaffold',
      template_id: 'spring-service',
      template_version: '2.1.0',
      task_id: 'task-1',
      input: { name: 'orders' },
    });
    expect(ctx.output).toHaveBeenCalledWith('decision', outcome);
    expect(ctx.output).toHaveBeenCalledWith('summary', '### Policies');
  });

  it('ends the run after a denial, with the remedy in the log', async () => {
    service.answer(200, decision('deny'));
    const ctx = contextOf({ hook: 'scaffold', failOnDeny: true });
    const warn = jest.spyOn(ctx.logger, 'warn');

    await expect(
      createPolicyAction(service.options).handler(ctx),
    ).rejects.toThrow('Policies deny this: A bill of materials.');
    expect(warn.mock.calls[0][0]).toContain('To do: Send one.');
    expect(ctx.output).toHaveBeenCalledWith('decisionId', 'd-1');
  });

  it('goes on after a denial where the template says so', async () => {
    service.answer(200, decision('deny'));
    const ctx = contextOf({ hook: 'scaffold', failOnDeny: false });

    await createPolicyAction(service.options).handler(ctx);

    expect(ctx.output).toHaveBeenCalledWith('decision', 'deny');
  });
});
