import { contextOf, serviceOfTests } from '../__testUtils__/action';
import { createCorrelationAction } from './correlation';

const service = serviceOfTests();

describe('milepost:correlation:create', () => {
  const correlation = {
    id: 'c-1',
    traceparent: '00-1-1-01',
    ci_parameters: {},
    environment_variables: { CORRELATION_ID: 'c-1' },
    labels: {},
    annotations: { 'milepost.dev/correlation-id': 'c-1' },
  };

  it('opens the correlation as the scaffolder, with the user as initiator', async () => {
    service.answer(201, correlation);
    const ctx = contextOf({ template: 'spring-service', version: '2.1.0' });

    await createCorrelationAction(service.options).handler(ctx);

    const [request] = service.received;
    expect(`${request.method} ${request.url}`).toBe(
      'POST /api/v1/correlations',
    );
    expect(request.headers.authorization).toMatch(/^Bearer .*scaffolder/);
    expect(request.headers['idempotency-key']).toBe('task/task-1/step-1');
    expect(service.json(0)).toEqual({
      template_id: 'spring-service',
      template_version: '2.1.0',
      initiator: 'user:default/ada',
    });
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'c-1');
    expect(ctx.output).toHaveBeenCalledWith(
      'annotations',
      correlation.annotations,
    );
  });

  it('sends the request again while the service is busy', async () => {
    service.answer(503, {}, { 'retry-after': '0' });
    service.answer(429, {}, { 'retry-after': '0' });
    service.answer(201, correlation);
    const ctx = contextOf({});

    await createCorrelationAction(service.options).handler(ctx);

    expect(service.received).toHaveLength(3);
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'c-1');
  });

  it('ends at once when the run is aborted', async () => {
    service.answer(503, {}, { 'retry-after': '30' });
    const abort = new AbortController();
    setTimeout(() => abort.abort(new Error('stopped by the user')), 200);

    await expect(
      createCorrelationAction(service.options).handler(
        contextOf({}, { signal: abort.signal }),
      ),
    ).rejects.toThrow('stopped by the user');
  });

  it('opens none in a dry run', async () => {
    const ctx = contextOf({}, { isDryRun: true });

    await createCorrelationAction(service.options).handler(ctx);

    expect(service.received).toHaveLength(0);
    expect(ctx.output).toHaveBeenCalledWith('correlationId', 'task-1');
  });
});
