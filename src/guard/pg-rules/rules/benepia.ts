import { onlyAt } from '../builders.ts';
import { missing } from '../conditions/common.ts';
import type { Rule } from '../rule.ts';

/** Benepia points, which are reached through KCP. */
export const benepiaRules: readonly Rule[] = [
  ...(
    [
      ['query_benepia_point', 'POST /benepia/point'],
      ['pay_benepia_point', 'POST /benepia/payment'],
    ] as const
  ).map(([tool, source]) => onlyAt({ tool, pgs: ['kcp'], source, kind: 'rejected', argument: 'channel_key' })),
  {
    id: 'pay_benepia_point.test',
    tools: ['pay_benepia_point'],
    kind: 'advice',
    argument: 'benepia_member_code',
    when: [missing('benepia_member_code')],
    message: {
      en: 'Without "benepia_member_code" this is a test payment: no points are spent.',
      ko: '"benepia_member_code"가 없으면 테스트 결제로 처리되어 포인트가 차감되지 않습니다.',
    },
    source: 'POST /benepia/payment: benepia_member_code',
  },
];
