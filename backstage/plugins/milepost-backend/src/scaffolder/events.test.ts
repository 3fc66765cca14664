import { completion, log, spec, task } from '../__testUtils__/tasks';
import { completedEvent } from './events';
import type { Task, TaskEvent } from './tasks';

const BEAT = Date.parse('2026-06-10T12:00:55.000Z');

const completed = (one: object, events: object[]) =>
  completedEvent(one as Task, events as TaskEvent[], new Set())!;

describe('completedEvent', () => {
  it.each([
    ['policies', 'NotAllowedError', 'denied_by_policy'],
    ['publish', 'NotAllowedError', 'not_allowed'],
    ['publish', 'InputError', 'invalid_input'],
    ['publish', 'HttpError: 500 of ada', 'failed'],
    ['publish', 'ServiceUnavailableError', 'service_unavailable'],
    ['publish', undefined, 'timed_out'],
  ])('names the step %s and the reason of %s', (step, name, reason) => {
    const event = completed(task('failed'), [
      log(1, step, 'processing'),
      log(2, step, 'failed'),
      completion(
        3,
        name
          ? { error: { name, message: 'm' } }
          : { message: 'This task was marked as stale' },
      ),
    ]);

    expect(event.data).toMatchObject({ status: 'failure', step, reason });
  });

  it('sends no parameters of a template that is no golden path', () => {
    const templateInfo = {
      entityRef: 'template:default/own',
      entity: {
        metadata: {
          name: 'own',
          annotations: { 'backstage.io/template-version': '7' },
        },
      },
    };
    const event = completed(
      task('completed', { spec: { ...spec, templateInfo } }),
      [completion(2, { output: { entityRef: 'Component:default/Orders' } })],
    );

    expect(event.data).toMatchObject({
      template_id: 'own',
      template_version: '7',
      service_id: 'component:default/orders',
    });
    expect(event.data).not.toHaveProperty('parameters');
  });

  it('knows a run that a user cancelled, whose task fails', () => {
    const event = completed(task('failed'), [
      { ...completion(1, {}), type: 'cancelled' },
      log(2, 'publish', 'failed'),
      completion(3, { error: { name: 'Error', message: 'aborted' } }),
    ]);

    expect(event.id).toBe(`task/t-1/failed/${BEAT}`);
    expect(event.data.status).toBe('cancelled');
    expect(event.data).not.toHaveProperty('reason');
  });

  it('counts a cancelled run, and one that upgrades', () => {
    const steps = [{ id: 'u', name: '', action: 'milepost:upgrade:plan' }];
    const event = completed(task('cancelled', { spec: { ...spec, steps } }), [
      { ...completion(2, {}), type: 'cancelled' },
    ]);

    expect(event.data).toMatchObject({
      status: 'cancelled',
      kind: 'upgrade',
    });
    expect(event.data).not.toHaveProperty('reason');
  });

  it('is nothing while the end is not stored', () => {
    expect(completed(task('completed'), [log(1, 'publish', 'completed')])).toBe(
      undefined,
    );
    expect(completed(task('processing'), [completion(1, {})])).toBe(undefined);
  });
});
