import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton, VisuallyHidden } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { Reading } from '../../api/useMilepost';
import { milepostTranslationRef } from '../../translation';
import { ErrorAlert } from './ErrorAlert';

/** A placeholder that says what is being read. */
export function Loading(props: { what: string; rows?: number }) {
  const { t } = useTranslationRef(milepostTranslationRef);
  return (
    <div role="status">
      <VisuallyHidden>{t('loading', { what: props.what })}</VisuallyHidden>
      <Flex direction="column" gap="2" aria-hidden>
        {Array.from({ length: props.rows ?? 3 }, (_, row) => (
          <Skeleton key={row} width={row % 2 ? '60%' : '90%'} height={20} />
        ))}
      </Flex>
    </div>
  );
}

/** Shows what was read, or that it is being read, or why it could not be. */
export function Await<T>(props: {
  reading: Reading<T>;
  what: string;
  rows?: number;
  children: (value: T) => ReactNode;
}) {
  const { loading, error, value, retry } = props.reading;
  if (loading) {
    return <Loading what={props.what} rows={props.rows} />;
  }
  if (error) {
    return <ErrorAlert what={props.what} error={error} retry={retry} />;
  }
  return <>{props.children(value as T)}</>;
}
