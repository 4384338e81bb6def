import type { NextStep } from '../../next-steps.ts';
import type { PaymentCase } from '../../payment.ts';
import { amountFindings } from './amounts.ts';
import { receiptFindings } from './cash-receipts.ts';
import { channelFindings } from './channels.ts';
import { deliveryFindings } from './deliveries.ts';
import { depositFindings } from './deposits.ts';
import type { Detector, Finding, FindingText } from './finding.ts';
import { orderFindings } from './orders.ts';
import { refundFindings } from './refunds.ts';
import { subscriptionFindings } from './subscriptions.ts';

/** All detectors, in the order in which their findings are most likely the subject of a ticket. */
export const detectors: readonly Detector[] = [
  ...amountFindings,
  ...refundFindings,
  ...subscriptionFindings,
  ...depositFindings,
  ...orderFindings,
  ...deliveryFindings,
  ...receiptFindings,
  ...channelFindings,
];

const SEVERITY_RANK = { problem: 0, warning: 1, info: 2 } as const;

/** The findings about a payment, worst first, and the calls that help, best first. */
export function detectFindings(paymentCase: PaymentCase): { findings: Finding[]; steps: NextStep[] } {
  const detected = detectors
    .flatMap(({ code, severity, detect }) => {
      const result = detect(paymentCase);
      if (result === undefined) return [];
      const { text, steps = [] }: FindingText = typeof result === 'string' ? { text: result } : result;
      return [{ code, severity, text, steps }];
    })
    .sort((a, b) => SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity]);
  return {
    findings: detected.map(({ code, severity, text }) => ({ code, severity, text })),
    steps: detected.flatMap(({ steps }) => steps),
  };
}
