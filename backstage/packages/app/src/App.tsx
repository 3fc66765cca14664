import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { signInModule } from './signIn';

// All other plugins are found by the configuration `app.packages: all`.
export default createApp({ features: [homeModule, signInModule] });
