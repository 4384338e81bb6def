import { getPgFacts } from '../../../endpoints/pg-providers/index.ts';
import { pgName } from '../../wording.ts';
import { type Detector, defineWarning } from './finding.ts';

export const channelFindings: readonly Detector[] = [
  defineWarning('test_channel_row', ({ payment }) => {
    if (payment.sandbox !== true) return undefined;
    const refundNote = getPgFacts(payment.pg_provider).refundsTestPayments
      ? `${pgName(payment.pg_provider)} charges real money even in test mode and refunds it automatically within a day; PortOne still shows the payment as paid, and a refund is then refused with 기 취소 거래.`
      : 'Whether money really moved depends on the PG; most charge nothing in test mode.';
    return `This payment went through a test channel (테스트 채널): it is not a sale. PortOne hides such payments from get_payment unless include_sandbox is set, so it may seem not to exist. ${refundNote} If a real buyer paid here, the shop is using its test channel in production.`;
  }),
];
