import type { NextStep } from '../../next-steps.ts';
import type { PaymentCase } from '../../payment.ts';
import { amountFindings } from './amounts.ts';
import { receiptFindings } from './cash-receipts.ts';
import { channelFindings } from './channels.ts';
import { deliveryFindings } from './deliveries.ts';
import { depositFindings } from './deposits.ts';
import type { Detector, Finding } from './finding.ts';
import { orderFindings } from './orders.ts';
import { refundFindings } from './refunds.ts';
import { subscriptionFindings } from './subscriptions.ts';

/** Every detector, the likeliest subject of a ticket first. */
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
      return typeof result === 'string' ? [{ code, severity, text: result }] : [{ code, severity, ...result }];
    })
    .sort((a, b) => SEVERITY_RANK[a.severity] - SEVERITY_RANK[b.severity]);
  return {
    findings: detected.map(({ code, severity, text }) => ({ code, severity, text })),
    steps: detected.flatMap((one) => ('steps' in one ? (one.steps ?? []) : [])),
  };
}
