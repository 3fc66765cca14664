import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Box, Tab, TabList, TabPanel, Tabs, Text } from '@backstage/ui';
import type { FirstPage } from '../../api/MilepostApi';
import type { RecordsQuery } from '../../api/types';
import { type Reading, useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { type DataColumn, DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import type { RecordKind } from '../common/fourKeys';
import { useRecordColumns } from './useRecordColumns';

/** The deployments, changes and incidents behind the numbers of some time, each with the rule that counted it. */
export function Records(props: {
  query: RecordsQuery;
  kind: RecordKind;
  onKind: (kind: RecordKind) => void;
}) {
  const { query, kind, onKind } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const key = JSON.stringify(query);
  const deployments = useMilepost(key, api => api.deployments(query));
  const changes = useMilepost(key, api => api.changes(query));
  const incidents = useMilepost(key, api => api.incidents(query));
  const columns = useRecordColumns();
  return (
    <Tabs selectedKey={kind} onSelectionChange={to => onKind(to as RecordKind)}>
      <TabList aria-label={t('delivery.recordsTitle')}>
        <Tab id="deployments">{t('records.deployments')}</Tab>
        <Tab id="changes">{t('records.changes')}</Tab>
        <Tab id="incidents">{t('records.incidents')}</Tab>
      </TabList>
      <TabPanel id="deployments">
        <List
          what={t('records.deployments')}
          empty={t('delivery.noDeployments')}
          reading={deployments}
          columns={columns.deployments}
          rowId={({ service, environment, deployment_id: id }) =>
            JSON.stringify([service, environment, id])
          }
        />
      </TabPanel>
      <TabPanel id="changes">
        <List
          what={t('records.changes')}
          empty={t('delivery.noChanges')}
          reading={changes}
          columns={columns.changes}
          rowId={({ service, environment, commit_sha: sha }) =>
            JSON.stringify([service, environment, sha])
          }
        />
      </TabPanel>
      <TabPanel id="incidents">
        <List
          what={t('records.incidents')}
          empty={t('delivery.noIncidents')}
          reading={incidents}
          columns={columns.incidents}
          rowId={({ source, incident_id: id }) => JSON.stringify([source, id])}
        />
      </TabPanel>
    </Tabs>
  );
}

function List<T>(props: {
  what: string;
  empty: string;
  reading: Reading<FirstPage<T>>;
  columns: DataColumn<T>[];
  rowId: (row: T) => string;
}) {
  const { what, empty, reading, columns, rowId } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  return (
    <Box mt="3">
      <Await reading={reading} what={what}>
        {({ items, more }) =>
          items.length ? (
            <>
              <DataTable
                label={what}
                rows={items}
                rowId={rowId}
                columns={columns}
              />
              {more && (
                <Text color="secondary">
                  {t('delivery.recordsMore', { count: items.length })}
                </Text>
              )}
            </>
          ) : (
            <EmptyNote>{empty}</EmptyNote>
          )
        }
      </Await>
    </Box>
  );
}
