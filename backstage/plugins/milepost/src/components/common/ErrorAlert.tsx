import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { milepostTranslationRef } from '../../translation';

function statusOf(error: Error): number | undefined {
  return (error as { statusCode?: number }).statusCode;
}

/** What the service said, or else the message of the error itself. */
export function messageOf(error: Error): string {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}

/** Says what could not be read, why, and what to do. */
export function ErrorAlert(props: {
  what: string;
  error: Error;
  retry: () => void;
}) {
  const { t } = useTranslationRef(milepostTranslationRef);
  const status = statusOf(props.error);
  const advice = () => {
    if (status === 401) return t('error.unauthenticated');
    if (status === 403) return t('error.forbidden');
    if (status === 429 || status === 503) return t('error.busy');
    // Without a status there was no answer; 404 and 502 come from a backend without the plugin or the service.
    if (!status || status === 404 || status === 502)
      return t('error.unreachable');
    return t('error.other');
  };
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('error.title', { what: props.what })}
      description={
        <>
          {messageOf(props.error)}
          <br />
          {advice()}
        </>
      }
      customActions={
        <Button size="small" variant="secondary" onPress={props.retry}>
          {t('error.retry')}
        </Button>
      }
    />
  );
}
