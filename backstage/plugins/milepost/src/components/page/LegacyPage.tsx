import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiFlagLine } from '@remixicon/react';
import { Navigate, Route, Routes } from 'react-router-dom';
import { type Part, PARTS, rootRouteRef } from '../../routes';
import { milepostTranslationRef } from '../../translation';
import { GoldenPathsPart } from './GoldenPathsPart';
import { ObjectivesPart } from './ObjectivesPart';
import { PipelinePart } from './PipelinePart';
import { PoliciesPart } from './PoliciesPart';
import { TeamsPart } from './TeamsPart';

const ELEMENTS: Record<Part, JSX.Element> = {
  teams: <TeamsPart />,
  goldenPaths: <GoldenPathsPart />,
  objectives: <ObjectivesPart />,
  policies: <PoliciesPart />,
  pipeline: <PipelinePart />,
};

/** The page for apps of the old frontend system, which have no sub-pages. */
export function LegacyPage() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const root = useRouteRef(rootRouteRef);
  const parts = Object.keys(PARTS) as Part[];
  return (
    <>
      <PluginHeader
        icon={<RiFlagLine />}
        title={t('page.title')}
        tabs={parts.map(part => ({
          id: part,
          label: t(`page.${part}`),
          href: `${root?.() ?? ''}/${PARTS[part]}`,
          matchStrategy: 'prefix' as const,
        }))}
      />
      <Routes>
        {parts.map(part => (
          <Route
            key={part}
            path={`${PARTS[part]}/*`}
            element={ELEMENTS[part]}
          />
        ))}
        <Route path="*" element={<Navigate to={PARTS.teams} replace />} />
      </Routes>
    </>
  );
}
