import { describeRecordQuirks } from '../../../endpoints/pg-facts/record-quirks.ts';
import { isTestMid } from '../../../endpoints/pg-facts/test-mids.ts';
import { getTestMoney, type TestMoney } from '../../../endpoints/pg-facts/test-mode.ts';
import type { PaymentRow } from '../../payment.ts';
import { pgName } from '../../wording.ts';
import { type Detector, defineInfo, defineWarning } from './finding.ts';

const moneyNotes: Readonly<Record<TestMoney, (pg: string) => string>> = {
  refunded: (pg) =>
    `${pg} charges real money even in test mode and refunds it automatically within a day; PortOne still shows the payment as paid, and a refund is then refused with 기 취소 거래.`,
  kept: (pg) =>
    `Real money was charged, and ${pg} does not refund it automatically: cancel it here, or the buyer's money stays with the shop.`,
  not_charged: () => 'No money moves with this method in test mode.',
};

const describeTestMoney = (payment: PaymentRow): string => {
  const money = getTestMoney(payment);
  return money
    ? moneyNotes[money](pgName(payment.pg_provider))
    : 'Whether money really moved depends on the PG: ask it before you tell the buyer anything.';
};

export const channelFindings: readonly Detector[] = [
  defineWarning('test_channel_row', ({ payment }) =>
    payment.sandbox === true
      ? `This payment went through a test channel (테스트 채널): it is not a sale. PortOne hides such payments from get_payment unless include_sandbox is set, and its console until 테스트 결제 is ticked, so it may seem not to exist. ${describeTestMoney(payment)} If a real buyer paid here, the shop is using its test channel in production: it has to switch to its live channel, and the buyer pays again there.`
      : undefined,
  ),

  defineInfo('record_quirk', ({ payment }) => describeRecordQuirks(payment).join(' ') || undefined),

  defineInfo('test_mid', ({ payment }) =>
    typeof payment.sandbox !== 'boolean' && isTestMid(payment.pg_id)
      ? 'PortOne does not say whether this payment was live or test. Its shop ID (pg_id) is one that the PG publishes for tests.'
      : undefined,
  ),
];
