import { createApp } from '@backstage/frontend-defaults';

// The plugins are found by the configuration `app.packages: all`.
export default createApp();
