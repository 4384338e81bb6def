import { expect, it } from 'vitest';
import { takeSnapshot } from '../../../../src/guard/snapshot/take-snapshot.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { respondSuccess } from '../../../support/scripted-server.ts';

const fixture = usePortOne();
const takePaymentSnapshot = () => takeSnapshot(['payment'], { imp_uid: 'imp_1' }, { portone: fixture.portone, now: 0 });

it('the snapshot holds the payment that was requested', async () => {
  fixture.server.script.push(respondSuccess({ imp_uid: 'imp_1', amount: 1000 }));
  expect(await takePaymentSnapshot()).toEqual({ payment: { imp_uid: 'imp_1', amount: 1000 } });
});

it.each([{ imp_uid: 'imp_2', amount: 1000 }, {}, null])(
  'the snapshot is refused when PortOne returns %j instead of the requested payment',
  async (shown) => {
    fixture.server.script.push(respondSuccess(shown));
    await expect(takePaymentSnapshot()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('another record than the requested one'),
    });
  },
);

it('the snapshot is refused when PortOne returns a list instead of the requested payment', async () => {
  fixture.server.script.push(respondSuccess([{ imp_uid: 'imp_1' }]));
  await expect(takePaymentSnapshot()).rejects.toMatchObject({ kind: 'unreachable' });
});
