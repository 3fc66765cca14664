import { MILEPOST_TELEMETRY_KEY_ANNOTATION } from './annotations';
import { serviceOf } from './service';

describe('serviceOf', () => {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'Orders', namespace: 'shop' },
  };

  it('is the telemetry key', () => {
    const annotations = { [MILEPOST_TELEMETRY_KEY_ANNOTATION]: ' orders-api ' };
    expect(
      serviceOf({ ...entity, metadata: { ...entity.metadata, annotations } }),
    ).toBe('orders-api');
  });

  it('is the entity ref without a telemetry key', () => {
    expect(serviceOf(entity)).toBe('component:shop/orders');
  });
});
