import { pgGuide } from '../../../endpoints/pg-facts/witness.ts';
import { warnsOfOtherPgs } from '../builders.ts';
import { isMissing } from '../conditions/arguments.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

/** Benepia points, which are paid through KCP. */
export const benepiaRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: 'query_benepia_point', argument: 'channel_key', confirmedBy: pgGuide('nhn-kcp/readme') }),
  warnsOfOtherPgs({ tool: 'pay_benepia_point', argument: 'channel_key', confirmedBy: pgGuide('nhn-kcp/readme') }),
  pgRule({
    id: 'pay_benepia_point.test',
    kind: 'warn',
    tools: ['pay_benepia_point'],
    argument: 'benepia_member_code',
    when: [isMissing('benepia_member_code')],
    message: {
      en: 'Without a Benepia member code this is a test payment: no points are spent.',
      ko: '베네피아 회원사 코드가 없으면 테스트 결제로 처리되어 포인트가 차감되지 않습니다.',
    },
    witnesses: [citeApi('pay_benepia_point', 'benepia_member_code')],
  }),
];
