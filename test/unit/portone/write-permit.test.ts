import { expect, it } from 'vitest';
import { deleteBillingKey } from '../../../src/endpoints/catalog/billing-keys.ts';
import { cancelPayment, getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { InvalidWritePermit, WritePermit } from '../../../src/portone/write-permit.ts';
import { usePortOne } from '../../support/portone-fixture.ts';

const fixture = usePortOne();

it('A write permit sends once: a second use throws before anything is sent', async () => {
  const { writer } = fixture.connection;
  const permit = new WritePermit(cancelPayment, { imp_uid: 'imp_1' });
  await writer.send(permit);
  await expect(writer.send(permit)).rejects.toBeInstanceOf(InvalidWritePermit);
  expect(fixture.server.received).toHaveLength(1);
});

it('A write permit is used up by a sending that fails before it leaves', async () => {
  const { writer } = fixture.connection;
  const permit = new WritePermit(deleteBillingKey, { customer_uid: '..' });
  await expect(writer.send(permit)).rejects.toMatchObject({ kind: 'invalid_input' });
  await expect(writer.send(permit)).rejects.toBeInstanceOf(InvalidWritePermit);
});

it('Two uses of a write permit at the same moment send one request', async () => {
  const { writer } = fixture.connection;
  const permit = new WritePermit(cancelPayment, { imp_uid: 'imp_1' });
  const ended = await Promise.allSettled([writer.send(permit), writer.send(permit)]);
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(fixture.server.received).toHaveLength(1);
});

it('A write permit sends the arguments that it was issued for, whatever happens to their object', async () => {
  const args = { imp_uid: 'imp_1', amount: 100 };
  const permit = new WritePermit(cancelPayment, args);
  args.amount = 1_000_000;
  await fixture.connection.writer.send(permit);
  expect(JSON.parse(fixture.server.received[0]?.body ?? '')).toEqual({ imp_uid: 'imp_1', amount: 100 });
});

it('A write permit does not lead to its class, which could issue another one', () => {
  const permit = new WritePermit(cancelPayment, { imp_uid: 'imp_1' });
  expect(permit.constructor).toBeUndefined();
});

it('A writer refuses a permit that was forged by a cast', async () => {
  const forged = { row: cancelPayment, args: { imp_uid: 'imp_1' } } as unknown as WritePermit;
  await expect(fixture.connection.writer.send(forged)).rejects.toBeInstanceOf(InvalidWritePermit);
  expect(fixture.server.received).toEqual([]);
});

it.each([
  ['its own row', cancelPayment],
  ['a row relabeled as a read', { ...cancelPayment, effect: 'read' }],
  ['a row relabeled as a read with a reason', { ...cancelPayment, effect: 'read', readOnlyBecause: 'it only looks' }],
  ['a read with the address of a write', { ...getPayment, method: 'POST', template: '/payments/cancel' }],
])('A reader refuses a write that reaches it by a cast: %s', async (_, row) => {
  const call = fixture.portone.call(row as never, { imp_uid: 'imp_1' } as never);
  await expect(call).rejects.toThrow('a reader does not call it');
  expect(fixture.server.received).toEqual([]);
});

it('A reader has no way to send, and a writer no way to read', () => {
  expect(Object.keys(fixture.connection.reader).sort()).toEqual(['call', 'getServerTime', 'getTokenExpiry']);
  expect(Object.keys(fixture.connection.writer)).toEqual(['send']);
});
