import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { useState } from 'react';
import type { Campaign, CampaignDetail } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { DataTable } from '../common/DataTable';
import { EmptyNote } from '../common/EmptyNote';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';

const OUTCOMES = [
  'merged',
  'opened',
  'declined',
  'failed',
  'later',
  'moved_on',
  'waiting',
  'offered',
  'services',
] as const;

/** The campaigns that offer upgrades of a golden path, and how each goes. */
export function Campaigns({ name }: { name: string }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const reading = useMilepost(name, api => api.campaigns(name));
  if (!reading.loading && !reading.error && !reading.value) {
    return null;
  }
  return (
    <SectionCard title={t('pathsPage.campaigns')}>
      <Await reading={reading} what={t('pathsPage.campaigns')}>
        {page =>
          page?.items.length ? (
            <Flex direction="column" gap="2">
              {page.items.map(campaign => (
                <Entry key={campaign.id} campaign={campaign} />
              ))}
              {page.more && <Text color="secondary">{t('more')}</Text>}
            </Flex>
          ) : (
            <EmptyNote>{t('pathsPage.noCampaigns')}</EmptyNote>
          )
        }
      </Await>
    </SectionCard>
  );
}

function Entry({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const [open, setOpen] = useState(campaign.state === 'running');
  return (
    <Accordion isExpanded={open} onExpandedChange={setOpen}>
      <AccordionTrigger
        title={t('pathsPage.campaign', {
          title: campaign.title ?? campaign.to,
          state: t(`pathsPage.campaignState.${campaign.state}`),
          wave: String(campaign.wave),
          waves: String(campaign.waves),
        })}
        subtitle={
          campaign.reason ?? t('pathsPage.upgradeTo', { version: campaign.to })
        }
      />
      <AccordionPanel>{open && <Report id={campaign.id} />}</AccordionPanel>
    </Accordion>
  );
}

function Report({ id }: { id: string }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const reading = useMilepost(id, api => api.campaign(id));
  return (
    <Await reading={reading} what={t('pathsPage.campaignWhat')}>
      {({ report }) => <Numbers report={report} />}
    </Await>
  );
}

function Numbers({ report }: { report: CampaignDetail['report'] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  return (
    <DataTable
      label={t('pathsPage.campaigns')}
      rows={[...OUTCOMES]}
      rowId={outcome => outcome}
      columns={[
        {
          id: 'outcome',
          label: t('pathsPage.campaignOutcome'),
          cell: outcome => t(`pathsPage.report.${outcome}`),
        },
        {
          id: 'services',
          label: t('pathsPage.campaignServices'),
          cell: outcome => format.number(report[outcome]),
        },
      ]}
    />
  );
}
