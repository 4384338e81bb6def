import type { Localized } from '../../base/bilingual.ts';

/** What one check found, for the person who set the server up. It contains no secret and no personal data. */
export interface Finding {
  status: 'ok' | 'warning' | 'problem';
  /** What was checked. */
  subject: Localized;
  what: Localized;
  /** What to do about it. */
  advice?: Localized;
}

type Details = Omit<Finding, 'status' | 'subject'>;

/** Creates the findings about one subject. */
export const createFindings = (subject: Localized) => ({
  ok: (en: string, ko: string): Finding => ({ status: 'ok', subject, what: { en, ko } }),
  warning: (details: Details): Finding => ({ status: 'warning', subject, ...details }),
  problem: (details: Details): Finding => ({ status: 'problem', subject, ...details }),
});
