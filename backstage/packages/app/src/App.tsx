import { createApp } from '@backstage/frontend-defaults';
import { landingModule } from './landing';
import { signInModule } from './signIn';

// All other plugins are found by the configuration `app.packages: all`.
export default createApp({ features: [landingModule, signInModule] });
