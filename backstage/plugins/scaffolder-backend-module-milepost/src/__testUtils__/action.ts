import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { startService } from './service';

type Service = Awaited<ReturnType<typeof startService>>;

/** A service that is started anew for each test of a file. */
export function serviceOfTests() {
  let service: Service;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    await service.stop();
  });
  return {
    answer: (...answer: Parameters<Service['answer']>) =>
      service.answer(...answer),
    json: (at: number) => JSON.parse(service.received[at].body.toString()),
    get received() {
      return service.received;
    },
    get options() {
      return service.options;
    },
  };
}

/** The context of a step. The inputs are those of several actions. */
export function contextOf(input: any, more: object = {}): any {
  return {
    ...createMockActionContext({ input }),
    task: { id: 'task-1' },
    step: { id: 'step-1' },
    user: { ref: 'user:default/ada' },
    ...more,
  };
}
