import { contextOf, serviceOfTests } from '../__testUtils__/action';
import { createEventAction } from './event';

const service = serviceOfTests();

describe('milepost:event:emit', () => {
  it('sends the event with the same id each time', async () => {
    service.answer(202, {
      accepted: 1,
      duplicates: 0,
      rejected: [],
      warnings: [{ index: 0, pointer: '/data/x', detail: 'is unknown' }],
    });
    const ctx = contextOf({
      type: 'dev.milepost.change.created',
      correlationId: 'c-1',
      time: '2026-06-10T12:00:00Z',
      data: { commit_sha: 'abc', service_id: 'orders' },
    });
    const warn = jest.spyOn(ctx.logger, 'warn');

    await createEventAction(service.options).handler(ctx);

    expect(service.received[0].headers['content-type']).toBe(
      'application/cloudevents+json',
    );
    expect(service.json(0)).toEqual({
      specversion: '1.0',
      id: 'task/task-1/step-1',
      source: 'backstage/scaffolder',
      type: 'dev.milepost.change.created',
      time: '2026-06-10T12:00:00Z',
      datacontenttype: 'application/json',
      correlationid: 'c-1',
      data: {
        commit_sha: 'abc',
        service_id: 'orders',
        initiator: 'user:default/ada',
      },
    });
    expect(warn).toHaveBeenCalledWith('/data/x is unknown');
  });

  it('fails with what the service refuses', async () => {
    service.answer(422, {
      error: { name: 'InputError', message: '/data/service_id is required' },
      request: { method: 'POST', url: '/api/v1/events' },
      response: { statusCode: 422 },
    });

    await expect(
      createEventAction(service.options).handler(
        contextOf({ type: 'dev.milepost.change.created', data: { a: 1 } }),
      ),
    ).rejects.toThrow(/service_id is required/);
  });

  it('sends nothing in a dry run', async () => {
    await createEventAction(service.options).handler(
      contextOf({ type: 'x', data: {} }, { isDryRun: true }),
    );

    expect(service.received).toHaveLength(0);
  });
});
