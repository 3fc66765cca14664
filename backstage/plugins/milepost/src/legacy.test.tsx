import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { DefaultMilepostApi } from './api/DefaultMilepostApi';
import { milepostApiRef } from './api/MilepostApi';
import {
  EntityMilepostDeliveryContent,
  EntityMilepostErrorBudgetsCard,
  EntityMilepostFourKeysCard,
  EntityMilepostGoldenPathCard,
  EntityMilepostPolicyCard,
  milepostLegacyPlugin,
  MilepostPage,
} from './legacy';
import { component } from './__testUtils__/render';
import { ContractServer } from './__testUtils__/server';

let server: ContractServer;
beforeAll(async () => {
  server = await ContractServer.start();
});
afterEach(() => server.reset());
afterAll(() => server.stop());

function Installed({ children }: { children: ReactNode }) {
  const api = new DefaultMilepostApi({
    discoveryApi: { getBaseUrl: async () => server.url },
    fetchApi: { fetch },
  });
  return (
    <TestApiProvider apis={[[milepostApiRef, api]]}>
      <EntityProvider entity={component}>{children}</EntityProvider>
    </TestApiProvider>
  );
}

describe('the plugin in an app of the old system', () => {
  it('makes its API of the discovery and the fetch of the app', () => {
    const [factory] = [...milepostLegacyPlugin.getApis()];
    expect(factory.api.id).toBe(milepostApiRef.id);
    expect(factory.deps).toEqual({
      discoveryApi: discoveryApiRef,
      fetchApi: fetchApiRef,
    });
  });

  it('has cards and a tab', async () => {
    await renderInTestApp(
      <Installed>
        <Routes>
          <Route
            path="/"
            element={
              <>
                <EntityMilepostFourKeysCard days={7} />
                <EntityMilepostErrorBudgetsCard />
                <EntityMilepostGoldenPathCard />
                <EntityMilepostPolicyCard />
              </>
            }
          />
          <Route path="/delivery" element={<EntityMilepostDeliveryContent />} />
        </Routes>
      </Installed>,
      { mountedRoutes: { '/milepost': milepostLegacyPlugin.routes.root } },
    );
    expect(
      await screen.findByText('The last 7 days, Production'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('quarkus-service 2.3.0'),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('meter', { name: /Usable repositories/ }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('grid', { name: 'Policies for this service' }),
    ).toBeInTheDocument();
    const number = await screen.findByRole('link', { name: /^16 minutes/ });
    expect(number).toHaveAttribute('href', '/delivery?records=changes');
  });

  it('has the tab', async () => {
    await renderInTestApp(
      <Installed>
        <Routes>
          <Route path="/delivery" element={<EntityMilepostDeliveryContent />} />
        </Routes>
      </Installed>,
      {
        routeEntries: ['/delivery?records=incidents'],
        mountedRoutes: { '/milepost': milepostLegacyPlugin.routes.root },
      },
    );
    expect(
      await screen.findByRole('grid', { name: 'Incidents' }),
    ).toBeInTheDocument();
  });

  it('has the page with its parts', async () => {
    await renderInTestApp(
      <Installed>
        <Routes>
          <Route path="/milepost/*" element={<MilepostPage />} />
        </Routes>
      </Installed>,
      {
        routeEntries: ['/milepost'],
        mountedRoutes: { '/milepost': milepostLegacyPlugin.routes.root },
      },
    );
    expect(await screen.findByText('Organisation')).toBeInTheDocument();
    const tab = screen.getByRole('tab', { name: 'Pipeline' });
    expect(tab).toHaveAttribute('href', '/milepost/pipeline');
  });
});
