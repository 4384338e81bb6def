import type { Localized } from '../../../base/bilingual.ts';
import { formatMoney } from '../../../base/money.ts';
import { estimateDiscountedRefund } from '../../../endpoints/refundable.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { createLine, localize, type QuestionLine } from './wording.ts';

interface RequestedRefund {
  /** Before the discount; undefined for all that remains. */
  requested: number | undefined;
  retainsPromotion: boolean;
  /** The balance according to the caller. */
  checksum: number | undefined;
}

/** What a person can know about the refund of a payment that a promotion discounted. */
export function describeDiscountedRefund(
  payment: NonNullable<Snapshot['payment']>,
  refund: RequestedRefund,
): QuestionLine[] {
  const { currency, promotion } = payment;
  const { requested, checksum } = refund;
  return [
    createLine('Promotion discount', '프로모션 할인', formatMoney(promotion?.discount, currency)),
    createLine(
      'Requested, before the discount',
      '취소 요청 금액(할인 전)',
      requested === undefined ? localize('all that remains', '남은 금액 전부') : formatMoney(requested, currency),
    ),
    createLine('Goes back', '실제 환불액', describeEstimates(payment, refund)),
    createLine(
      'Protection against a second refund',
      '이중 환불 방지',
      checksum === undefined
        ? localize(
            'none: PortOne compares the balance before the discount, which it does not show',
            '없음(포트원이 비교하는 할인 전 잔액은 조회되지 않음)',
          )
        : localize(
            `PortOne refunds only if ${formatMoney(checksum, currency)} remains before the discount`,
            `할인 전 잔액이 ${formatMoney(checksum, currency)}일 때만 취소`,
          ),
    ),
  ];
}

function describeEstimates(payment: NonNullable<Snapshot['payment']>, refund: RequestedRefund): Localized {
  const estimates = estimateDiscountedRefund(payment, refund.requested);
  if (!estimates) return localize('not known: PortOne decides', '알 수 없음(포트원이 결정)');
  const shown = formatMoney(payment.amount, payment.currency);
  const [ifPaid, ifOrdered] = [estimates.ifPaid, estimates.ifOrdered].map((one) =>
    formatEstimate(one, refund, payment.currency),
  );
  return localize(
    `${ifPaid?.en} if the ${shown} at PortOne are what was paid, ${ifOrdered?.en} if they are the amount before the discount; PortOne does not say which`,
    `포트원의 ${shown}이 실제 결제액이면 ${ifPaid?.ko}, 할인 전 금액이면 ${ifOrdered?.ko} (포트원에 표시되지 않음)`,
  );
}

type Estimate = NonNullable<ReturnType<typeof estimateDiscountedRefund>>['ifPaid'];

function formatEstimate(
  estimate: Estimate,
  { retainsPromotion }: RequestedRefund,
  currency: string | null | undefined,
): Localized {
  if (!estimate) return localize('no refund (more than was ordered)', '취소 불가(주문 금액 초과)');
  const { withPercentage, withAmount, withWholeDiscount, withoutPromotion } = estimate;
  if (retainsPromotion) return formatRange(withPercentage, withAmount, currency);
  const least = withoutPromotion > 0 ? withoutPromotion : Math.min(withPercentage, withAmount);
  const range = formatRange(least, Math.max(withAmount, withWholeDiscount), currency);
  return withoutPromotion > 0 ? range : localize(`${range.en} or a refusal`, `${range.ko} 또는 취소 거절`);
}

function formatRange(least: number, most: number, currency: string | null | undefined): Localized {
  const [from, to] = [formatMoney(least, currency), formatMoney(most, currency)];
  return least === most ? localize(to, to) : localize(`${from} to ${to}`, `${from}~${to}`);
}
