import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { cardMessages } from './cards';
import { commonMessages } from './common';
import { deliveryMessages } from './delivery';
import { pageMessages } from './page';

/**
 * The texts of this plugin.
 *
 * @public
 */
export const milepostTranslationRef = createTranslationRef({
  id: 'plugin.milepost',
  messages: {
    ...commonMessages,
    ...cardMessages,
    ...deliveryMessages,
    ...pageMessages,
  },
});

/** The function that translates the texts of this plugin. */
export type Translate = TranslationFunction<typeof milepostTranslationRef.T>;
