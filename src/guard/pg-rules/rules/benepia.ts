import { supportedPgs } from '../builders.ts';
import { isMissing } from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

/** Benepia points, which are reached through KCP. */
export const benepiaRules: readonly PgRule[] = [
  ...(
    [
      ['query_benepia_point', 'POST /benepia/point'],
      ['pay_benepia_point', 'POST /benepia/payment'],
    ] as const
  ).map(([tool, source]) => supportedPgs({ tool, pgs: ['kcp'], source, kind: 'rejected', argument: 'channel_key' })),
  {
    id: 'pay_benepia_point.test',
    tools: ['pay_benepia_point'],
    kind: 'advice',
    argument: 'benepia_member_code',
    when: [isMissing('benepia_member_code')],
    message: {
      en: 'Without "benepia_member_code" this is a test payment: no points are spent.',
      ko: '"benepia_member_code"가 없으면 테스트 결제로 처리되어 포인트가 차감되지 않습니다.',
    },
    source: 'POST /benepia/payment: benepia_member_code',
  },
];
