import type { Step } from '../../next-steps.ts';
import type { Case } from '../../payment.ts';
import { amountFindings } from './amounts.ts';
import { receiptFindings } from './cash-receipts.ts';
import { channelFindings } from './channels.ts';
import { deliveryFindings } from './deliveries.ts';
import { depositFindings } from './deposits.ts';
import type { Detector, Finding } from './finding.ts';
import { orderFindings } from './orders.ts';
import { refundFindings } from './refunds.ts';
import { subscriptionFindings } from './subscriptions.ts';

/** Everything that can be found, by how much a ticket is likely to be about it. */
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

const RANK = { problem: 0, warning: 1, info: 2 } as const;

/** What is to be said about a payment, worst first, and the calls that help, best first. */
export function found(about: Case): { findings: Finding[]; steps: Step[] } {
  const told = detectors
    .flatMap(({ code, severity, tell }) => {
      const said = tell(about);
      if (said === undefined) return [];
      return typeof said === 'string' ? [{ code, severity, text: said }] : [{ code, severity, ...said }];
    })
    .sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  return {
    findings: told.map(({ code, severity, text }) => ({ code, severity, text })),
    steps: told.flatMap((one) => ('steps' in one ? (one.steps ?? []) : [])),
  };
}
