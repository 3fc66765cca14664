import {
  appLanguageApiRef,
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { milepostTranslationRef } from '../../translation';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const digits = (value: number) => (Math.abs(value) < 10 ? 1 : 0);

/** Numbers with their units, in the language of the app. */
export function useFormat() {
  const { t } = useTranslationRef(milepostTranslationRef);
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;

  return useMemo(() => {
    const number = (value: number, maximumFractionDigits = digits(value)) =>
      new Intl.NumberFormat(language, { maximumFractionDigits }).format(value);
    const unit = (value: number, name: string) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit: name,
        unitDisplay: 'long',
        maximumFractionDigits: digits(value),
      }).format(value);
    // Twice a unit before the next one, so that 90 minutes are not "1.5 hours" and 36 hours are not "1.5 days".
    const duration = (seconds: number) => {
      const length = Math.abs(seconds);
      if (length < 2 * MINUTE) return unit(seconds, 'second');
      if (length < 2 * HOUR) return unit(seconds / MINUTE, 'minute');
      if (length < 2 * DAY) return unit(seconds / HOUR, 'hour');
      return unit(seconds / DAY, 'day');
    };
    const frequency = (perDay: number) => {
      if (perDay >= 1) return t('unit.perDay', { value: number(perDay) });
      if (perDay * 7 >= 1)
        return t('unit.perWeek', { value: number(perDay * 7) });
      return t('unit.perMonth', { value: number(perDay * 30) });
    };
    return {
      number,
      duration,
      days: (days: number) => unit(days, 'day'),
      frequency,
      percent: (ratio: number, maximumFractionDigits = 1) =>
        new Intl.NumberFormat(language, {
          style: 'percent',
          maximumFractionDigits,
        }).format(ratio),
      date: (iso: string) =>
        new Intl.DateTimeFormat(language, {
          dateStyle: 'medium',
          timeZone: 'UTC',
        }).format(new Date(iso)),
      time: (iso: string) =>
        `${new Intl.DateTimeFormat(language, {
          dateStyle: 'medium',
          timeStyle: 'short',
          timeZone: 'UTC',
        }).format(new Date(iso))} UTC`,
    };
  }, [language, t]);
}

/** Numbers with their units. */
export type Format = ReturnType<typeof useFormat>;
