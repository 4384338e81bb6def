import { DAY_SECONDS } from '../../base/korean-time.ts';
import { formatMoney } from '../../base/money.ts';
import { hasUnknownAmount, sumByCurrency } from '../impact/money-movements.ts';
import { isWithinBusinessHours } from './business-hours.ts';
import { assertEnvironment } from './environment.ts';
import { type PolicyLayer, refusesLostCounters } from './layers.ts';
import type { PolicyRequest } from './policy-request.ts';
import { createLostCountersRefusal, createPolicyRefusal, createReasonRefusal } from './refusals.ts';
import { getLimit, getMoneyKind, type MoneyKind } from './spend-counters.ts';

/**
 * Throws Refused unless one policy allows the request, apart from limits that cover several calls. `areCountersLost`:
 * nobody knows what was moved before on this day, and some policy counts it.
 */
export function assertAllowedBy(layer: PolicyLayer, request: PolicyRequest, areCountersLost: boolean): void {
  const { issuer, rules } = layer;
  const { tool, through, effect, now } = request;
  const disabledTool = [tool, through].find((name) => name !== undefined && rules.disabled_tools?.includes(name));
  if (disabledTool !== undefined)
    throw createPolicyRefusal(
      issuer,
      'does not allow this operation',
      'disabled_tools',
      `, which lists ${disabledTool}`,
    );
  if (effect === 'read') return;
  assertEnvironment(layer, request);
  if (rules.business_hours && !isWithinBusinessHours(rules.business_hours, now)) {
    const { from, to, days } = rules.business_hours;
    const openingHours = `from ${from} to ${to} Korean time${days ? ` on ${days.join(', ')}` : ''}`;
    throw createPolicyRefusal(issuer, `allows changes only ${openingHours}`, 'business_hours');
  }
  const kind = getMoneyKind(request.money);
  if (kind === undefined) return;
  if (areCountersLost && refusesLostCounters(layer)) throw createLostCountersRefusal(issuer);
  if (kind === 'refund') assertRefundable(layer, request);
  assertWithinCaps(kind, layer, request);
}

function assertRefundable({ issuer, rules }: PolicyLayer, { args, takesReason, snapshot, now }: PolicyRequest): void {
  const { max_age_days: days, reason } = rules.refund ?? {};
  if (days !== undefined) {
    const paidAt = snapshot.payment?.paid_at;
    if (!paidAt)
      throw createPolicyRefusal(
        issuer,
        `allows refunds only of payments up to ${days} days old, and it is not known when this one was paid`,
        'refund.max_age_days',
      );
    if (now - paidAt > days * DAY_SECONDS)
      throw createPolicyRefusal(
        issuer,
        `allows refunds only of payments up to ${days} days old`,
        'refund.max_age_days',
      );
  }
  if (reason === undefined || !takesReason) return;
  const givenReason = typeof args.reason === 'string' ? args.reason.trim().normalize() : '';
  if (givenReason === '')
    throw createReasonRefusal(
      issuer,
      'requires a reason for a refund',
      reason === 'required'
        ? 'Ask the user for the reason and pass it as "reason".'
        : `Ask the user which of the allowed reasons applies and pass it as "reason": ${quoteList(reason)}.`,
    );
  if (reason !== 'required' && !reason.some((one) => one.normalize() === givenReason))
    throw createReasonRefusal(
      issuer,
      'does not allow this reason',
      `Ask the user which of the allowed reasons applies and pass it as "reason": ${quoteList(reason)}.`,
    );
}

const quoteList = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');

function assertWithinCaps(kind: MoneyKind, { issuer, rules }: PolicyLayer, { moves }: PolicyRequest): void {
  const caps = rules[kind] ?? {};
  for (const name of ['per_call', 'per_payment', 'per_day', 'per_caller'] as const) {
    const limit = caps[name];
    if (limit === undefined) continue;
    const key = `${kind}.${name}`;
    if (hasUnknownAmount(moves))
      throw createPolicyRefusal(
        issuer,
        `has a cap that cannot be checked here, because the amount is not known in advance`,
        key,
      );
    for (const { currency, amount } of sumByCurrency(moves)) {
      const cap = getLimit(limit, currency);
      if (cap === undefined)
        throw createPolicyRefusal(issuer, `sets no cap for this currency, so it does not allow amounts in it`, key);
      if (name === 'per_call' && amount > cap)
        throw createPolicyRefusal(issuer, `allows at most ${formatMoney(cap, currency)} in one call`, key);
    }
  }
}
