import { pgName } from '../../wording.ts';
import { type Detector, defineWarning } from './finding.ts';

/** PGs that give real test charges back by themselves, within the hour or before midnight. */
const SELF_REFUNDING_PGS: readonly unknown[] = [
  'html5_inicis',
  'inicis',
  'inicis_unified',
  'danal',
  'danal_tpay',
  'nice',
  'nice_v2',
  'settle',
  'settle_acc',
  'smartro',
  'smartro_v2',
  'mobilians',
];

export const channelFindings: readonly Detector[] = [
  defineWarning('test_channel_row', ({ payment }) => {
    if (payment.sandbox !== true) return undefined;
    const refundNote = SELF_REFUNDING_PGS.includes(payment.pg_provider)
      ? `${pgName(payment.pg_provider)} charges it really and gives it back by itself within a day; PortOne goes on showing it as paid, and a refund then answers 기 취소 거래.`
      : 'Whether money really moved depends on the PG; most charge nothing in test mode.';
    return `This payment went through a test channel (테스트 채널): it is not a sale. PortOne hides such rows from get_payment unless include_sandbox is set, which is why it may look as if it did not exist. ${refundNote} If a real buyer paid here, the shop has its test channel switched on.`;
  }),
];
