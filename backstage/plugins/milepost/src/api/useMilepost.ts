import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { type MilepostApi, milepostApiRef } from './MilepostApi';

/** The state of a read, and how to try it again. */
export interface Reading<T> {
  value?: T;
  error?: Error;
  loading: boolean;
  retry: () => void;
}

/**
 * Reads something of Milepost, and again whenever the key changes. While it does, no old value is shown: it would be
 * taken for the new one.
 */
export function useMilepost<T>(
  key: string,
  load: (api: MilepostApi) => Promise<T>,
): Reading<T> {
  const api = useApi(milepostApiRef);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<{ of?: string; value?: T; error?: Error }>(
    {},
  );
  const current = `${attempt} ${key}`;

  useEffect(() => {
    let gone = false;
    load(api).then(
      value => !gone && setState({ of: current, value }),
      error => !gone && setState({ of: current, error }),
    );
    return () => {
      gone = true;
    };
    // `load` is made anew at each render; the key says what it reads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [api, current]);

  const retry = useCallback(() => {
    api.forget();
    setAttempt(n => n + 1);
  }, [api]);

  return state.of === current
    ? { value: state.value, error: state.error, loading: false, retry }
    : { loading: true, retry };
}
