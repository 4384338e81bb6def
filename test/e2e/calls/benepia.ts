import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { resultOf, sampleOf } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'query_benepia_point',
    args: (samples) => {
      const { benepia_user, benepia_password, channel_key } = sampleOf(samples, 'benepia');
      return { benepia_user, benepia_password, channel_key };
    },
    sees: (answer, samples) => assert.equal(resultOf(answer).point, Number(sampleOf(samples, 'benepia').points)),
  },
  {
    tool: 'pay_benepia_point',
    args: (samples) => {
      const { points: _, ...login } = sampleOf(samples, 'benepia');
      return { ...login, amount: 12_000, name: '복지몰 주문', buyer_name: '홍길동' };
    },
    sees: (answer, samples) => {
      const payment = resultOf(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 12_000);
      assert.equal(payment.pay_method, 'point');
      assert.equal(payment.merchant_uid, sampleOf(samples, 'benepia').merchant_uid);
      assert.notEqual(payment.buyer_name, '홍길동');
      assert.equal(JSON.stringify(answer).includes(sampleOf(samples, 'benepia').benepia_password ?? ''), false);
    },
    changes: (samples) => ({
      merchant_uid: sampleOf(samples, 'benepia').merchant_uid,
      amount: 12_000,
      status: 'paid',
    }),
  },
];
