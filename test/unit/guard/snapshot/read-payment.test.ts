import { expect, it } from 'vitest';
import { lookAt } from '../../../../src/guard/snapshot/take-snapshot.ts';
import { usePortOne } from '../../../support/portone-fixture.ts';
import { success } from '../../../support/scripted-server.ts';

const fixture = usePortOne();
const look = () => lookAt(['payment'], { imp_uid: 'imp_1' }, { portone: fixture.portone, now: 0 });

it('of a payment is at the one that was named', async () => {
  fixture.server.script.push(success({ imp_uid: 'imp_1', amount: 1000 }));
  expect(await look()).toEqual({ payment: { imp_uid: 'imp_1', amount: 1000 } });
});

it.each([{ imp_uid: 'imp_2', amount: 1000 }, {}, null, [{ imp_uid: 'imp_1' }]])(
  'is at nothing where %j is shown',
  async (shown) => {
    fixture.server.script.push(success(shown));
    await expect(look()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('not that payment'),
    });
  },
);
