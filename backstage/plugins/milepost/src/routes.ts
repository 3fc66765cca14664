import { createRouteRef } from '@backstage/frontend-plugin-api';

/**
 * The page "Milepost".
 *
 * @public
 */
export const rootRouteRef = createRouteRef();

/**
 * The entity tab "Delivery".
 *
 * @public
 */
export const deliveryRouteRef = createRouteRef();

/** The parts of the page, with their paths below it. */
export const PARTS = {
  teams: 'teams',
  goldenPaths: 'golden-paths',
  objectives: 'objectives',
  policies: 'policies',
  pipeline: 'pipeline',
} as const;

/** A part of the page. */
export type Part = keyof typeof PARTS;
