import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';

/** Opens the catalog where the address names no page. */
export const landingModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    PageBlueprint.make({
      name: 'landing',
      params: {
        path: '/',
        noHeader: true,
        loader: async () => {
          const { Navigate } = await import('react-router-dom');
          return <Navigate to="/catalog" replace />;
        },
      },
    }),
  ],
});
