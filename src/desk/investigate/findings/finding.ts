import type { Step } from '../../next-steps.ts';
import type { Case } from '../../payment.ts';

/** `problem`: something is wrong; `warning`: somebody should look; `info`: what a support agent would ask next. */
export type Severity = 'problem' | 'warning' | 'info';

export interface Finding {
  code: string;
  severity: Severity;
  text: string;
}

interface Told {
  text: string;
  /** What to do about it, best first. */
  steps?: readonly Step[];
}

/** One thing that may be so about a payment. `tell` sees only what was gathered, and says nothing when it cannot know. */
export interface Detector {
  code: string;
  severity: Severity;
  tell(about: Case): Told | string | undefined;
}

export const problem = (code: string, tell: Detector['tell']): Detector => ({ code, severity: 'problem', tell });
export const warning = (code: string, tell: Detector['tell']): Detector => ({ code, severity: 'warning', tell });
export const info = (code: string, tell: Detector['tell']): Detector => ({ code, severity: 'info', tell });
