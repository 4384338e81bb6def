import { getPgFacts } from '../../../endpoints/pg-providers/index.ts';
import { pgName } from '../../wording.ts';
import { type Detector, defineWarning } from './finding.ts';

export const channelFindings: readonly Detector[] = [
  defineWarning('test_channel_row', ({ payment }) => {
    if (payment.sandbox !== true) return undefined;
    const refundNote = getPgFacts(payment.pg_provider).refundsTestPayments
      ? `${pgName(payment.pg_provider)} really charges it and refunds it by itself within a day; PortOne still shows it as paid, and a refund is then refused with 기 취소 거래.`
      : 'Whether money really moved depends on the PG; most charge nothing in test mode.';
    return `This payment went through a test channel (테스트 채널): it is not a sale. PortOne hides such rows from get_payment unless include_sandbox is set, which is why it may look as if it did not exist. ${refundNote} If a real buyer paid here, the shop uses its test channel in production.`;
  }),
];
