import {
  useAppSearchParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import type { TemplateEntry } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { MaybeLink } from '../common/MaybeLink';
import { SectionCard } from '../common/SectionCard';
import { shortRef, useLinks } from '../common/useLinks';
import { Adoption } from './Adoption';
import { Behind } from './Behind';
import { Campaigns } from './Campaigns';
import { GoldenPathDetail } from './GoldenPathDetail';
import { PartBody } from './PartBody';

/** The golden paths, or the one that the address names. */
export function GoldenPathsPart() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  const [params] = useAppSearchParams();
  const name = params.get('name');
  const all = links.page('goldenPaths');
  return (
    <PartBody>
      {name ? (
        <>
          {all && <Link href={all}>{t('pathsPage.back')}</Link>}
          <GoldenPathDetail key={`path ${name}`} name={name} />
          <Behind key={`behind ${name}`} name={name} />
          <Campaigns key={`campaigns ${name}`} name={name} />
          <Adoption key={`adoption ${name}`} name={name} />
        </>
      ) : (
        <GoldenPaths />
      )}
    </PartBody>
  );
}

function GoldenPaths() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const links = useLinks();
  const reading = useMilepost('templates', api => api.templates());
  return (
    <SectionCard title={t('pathsPage.title')}>
      <Await reading={reading} what={t('pathsPage.what')} rows={5}>
        {({ items, more }) =>
          items.length ? (
            <>
              <DataTable<TemplateEntry>
                label={t('pathsPage.title')}
                rows={items}
                rowId={row => row.name}
                columns={[
                  {
                    id: 'name',
                    label: t('pathsPage.name'),
                    cell: row => (
                      <Flex direction="column" gap="0.5">
                        <MaybeLink
                          href={links.page('goldenPaths', { name: row.name })}
                        >
                          {row.title ?? row.name}
                        </MaybeLink>
                        {row.description && (
                          <Text variant="body-small" color="secondary">
                            {row.description}
                          </Text>
                        )}
                      </Flex>
                    ),
                  },
                  {
                    id: 'owner',
                    label: t('pathsPage.owner'),
                    cell: row => (
                      <MaybeLink href={links.entity(row.owner, 'Group')}>
                        {shortRef(row.owner)}
                      </MaybeLink>
                    ),
                  },
                  {
                    id: 'version',
                    label: t('pathsPage.version'),
                    cell: row => {
                      if (row.yanked)
                        return `${row.version} (${t('pathsPage.yanked')})`;
                      return row.deprecated
                        ? `${row.version} (${t('pathsPage.deprecated')})`
                        : row.version;
                    },
                  },
                  {
                    id: 'channels',
                    label: t('pathsPage.channels'),
                    cell: row =>
                      Object.entries(row.channels)
                        .map(([channel, version]) => `${channel}: ${version}`)
                        .join(', ') || t('unit.none'),
                  },
                  {
                    id: 'versions',
                    label: t('pathsPage.versions'),
                    cell: row => String(row.versions),
                  },
                ]}
              />
              {more && <Text color="secondary">{t('more')}</Text>}
            </>
          ) : (
            <EmptyNote title={t('pathsPage.emptyTitle')}>
              {t('pathsPage.empty')}
            </EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}
