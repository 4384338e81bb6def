import type { NextStep } from '../../next-steps.ts';
import type { PaymentCase } from '../../payment.ts';

/** `problem`: something is wrong; `warning`: somebody should look; `info`: what a support agent would ask next. */
export type Severity = 'problem' | 'warning' | 'info';

export interface Finding {
  code: string;
  severity: Severity;
  text: string;
}

export interface FindingText {
  text: string;
  /** What to do about it, best first. */
  steps?: readonly NextStep[];
}

/** Detects one finding from the records that were read; undefined if a record that it needs is missing. */
export interface Detector {
  code: string;
  severity: Severity;
  detect(paymentCase: PaymentCase): FindingText | string | undefined;
}

export const defineProblem = (code: string, detect: Detector['detect']): Detector => ({
  code,
  severity: 'problem',
  detect,
});
export const defineWarning = (code: string, detect: Detector['detect']): Detector => ({
  code,
  severity: 'warning',
  detect,
});
export const defineInfo = (code: string, detect: Detector['detect']): Detector => ({ code, severity: 'info', detect });
