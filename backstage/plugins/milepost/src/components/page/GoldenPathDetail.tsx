import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Box,
  Flex,
  Text,
} from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import type { Template, TemplateVersion } from '../../api/types';
import { useMilepost } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { Await } from '../common/Await';
import { EmptyNote } from '../common/EmptyNote';
import { SectionCard } from '../common/SectionCard';
import { useFormat } from '../common/useFormat';

const KINDS = ['security', 'added', 'changed', 'fixed', 'removed'] as const;

type Entry = Template['versions'][number];

/** A golden path: its channels, its roadmap, and its versions with their changelogs. */
export function GoldenPathDetail({ name }: { name: string }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const reading = useMilepost(name, api => api.template(name));
  return (
    <SectionCard
      title={reading.value?.title ?? name}
      subtitle={reading.value?.description ?? undefined}
    >
      <Await reading={reading} what={t('pathsPage.detail', { name })} rows={6}>
        {template => (
          <Flex direction="column" gap="4">
            <Channels template={template} />
            {template.roadmap.length > 0 && (
              <Titled title={t('pathsPage.roadmap')}>
                {template.roadmap.map(({ title, target }) => (
                  <Text key={title}>
                    {target ? `${title} (${target})` : title}
                  </Text>
                ))}
              </Titled>
            )}
            <Titled title={t('pathsPage.versions')}>
              <Flex direction="column" gap="2">
                {template.versions.map((entry, index) => (
                  <VersionEntry
                    key={entry.version}
                    name={name}
                    entry={entry}
                    open={index === 0}
                  />
                ))}
              </Flex>
            </Titled>
          </Flex>
        )}
      </Await>
    </SectionCard>
  );
}

function Titled(props: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" gap="1">
      <Text as="h3" variant="body-medium" weight="bold">
        {props.title}
      </Text>
      {props.children}
    </Flex>
  );
}

function Channels({ template }: { template: Template }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  return (
    <Titled title={t('pathsPage.channelsTitle')}>
      {template.channels.length ? (
        template.channels.map(({ channel, version, promoted_at, reason }) => (
          <Text key={channel}>
            <Text as="span" weight="bold">
              {channel}
            </Text>
            :{' '}
            {t('pathsPage.promoted', {
              version,
              date: format.date(promoted_at),
              reason,
            })}
          </Text>
        ))
      ) : (
        <EmptyNote>{t('pathsPage.noChannels')}</EmptyNote>
      )}
    </Titled>
  );
}

function VersionEntry(props: { name: string; entry: Entry; open: boolean }) {
  const { name, entry } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const format = useFormat();
  const [open, setOpen] = useState(props.open);
  const marks = [
    ...entry.channels,
    ...(entry.deprecated ? [t('pathsPage.deprecated')] : []),
    ...(entry.yanked ? [t('pathsPage.yanked')] : []),
  ];
  return (
    <Accordion isExpanded={open} onExpandedChange={setOpen}>
      <AccordionTrigger
        title={
          marks.length
            ? `${entry.version} (${marks.join(', ')})`
            : entry.version
        }
        subtitle={t('pathsPage.published', {
          date: format.date(entry.published_at),
          by: entry.published_by,
        })}
      />
      <AccordionPanel>
        {open && <Changelog name={name} version={entry.version} />}
      </AccordionPanel>
    </Accordion>
  );
}

function Changelog(props: { name: string; version: string }) {
  const { name, version } = props;
  const { t } = useTranslationRef(milepostTranslationRef);
  const reading = useMilepost(`${name}@${version}`, api =>
    api.templateVersion(name, version),
  );
  return (
    <Await reading={reading} what={t('pathsPage.changelog')}>
      {value => <Changes changelog={value.changelog} />}
    </Await>
  );
}

function Changes(props: { changelog: TemplateVersion['changelog'] }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  // Services of older versions do not list what closes a vulnerability apart.
  const kinds = KINDS.filter(kind => props.changelog[kind]?.length > 0);
  if (!kinds.length) {
    return <EmptyNote>{t('pathsPage.noChangelog')}</EmptyNote>;
  }
  return (
    <>
      {kinds.map(kind => (
        <Box key={kind}>
          <Text as="h4" variant="body-small" weight="bold">
            {t(`pathsPage.${kind}`)}
          </Text>
          <ul style={{ margin: 0, paddingInlineStart: '1.25em' }}>
            {props.changelog[kind].map(text => (
              <li key={text}>
                <Text>{text}</Text>
              </li>
            ))}
          </ul>
        </Box>
      ))}
    </>
  );
}
