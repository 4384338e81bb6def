import assert from 'node:assert/strict';
import type { ToolCase } from '../../support/tool-case.ts';
import { getResult, getSample } from '../../support/tool-results.ts';

export const cases: readonly ToolCase[] = [
  {
    tool: 'query_benepia_point',
    buildArguments: (samples) => {
      const { benepia_user, benepia_password, channel_key } = getSample(samples, 'benepia');
      return { benepia_user, benepia_password, channel_key };
    },
    assertResult: (answer, samples) =>
      assert.equal(getResult(answer).point, Number(getSample(samples, 'benepia').points)),
  },
  {
    tool: 'pay_benepia_point',
    buildArguments: (samples) => {
      const { points: _, ...login } = getSample(samples, 'benepia');
      return { ...login, amount: 12_000, name: '복지몰 주문', buyer_name: '홍길동' };
    },
    assertResult: (answer, samples) => {
      const payment = getResult(answer);
      assert.equal(payment.status, 'paid');
      assert.equal(payment.amount, 12_000);
      assert.equal(payment.pay_method, 'point');
      assert.equal(payment.merchant_uid, getSample(samples, 'benepia').merchant_uid);
      assert.notEqual(payment.buyer_name, '홍길동');
      assert.equal(JSON.stringify(answer).includes(getSample(samples, 'benepia').benepia_password ?? ''), false);
    },
    getExpectedEntry: (samples) => ({
      merchant_uid: getSample(samples, 'benepia').merchant_uid,
      amount: 12_000,
      status: 'paid',
    }),
  },
];
