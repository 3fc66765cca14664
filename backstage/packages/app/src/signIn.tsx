import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Lets everybody in as the guest of the backend: the app is for looking at, and has no users. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    SignInPageBlueprint.make({
      params: {
        loader: async () => {
          const { ProxiedSignInPage } = await import(
            '@backstage/core-components'
          );
          return props => <ProxiedSignInPage {...props} provider="guest" />;
        },
      },
    }),
  ],
});
