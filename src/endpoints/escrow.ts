import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { Address, Amount, Flag, ImpUid, Int, Phone, Postcode, Text, Time } from './fields.ts';
import { EscrowLogistics } from './models/escrow.ts';

export const getEscrowLogistics = endpoint('GET /escrows/logis/{imp_uid}', {
  name: 'get_escrow_logistics',
  title: 'Get escrow logistics',
  description: '409 = none registered yet',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: EscrowLogistics,
});

export const updateEscrowLogistics = endpoint('PUT /escrows/logis/{imp_uid}', {
  name: 'update_escrow_logistics',
  title: 'Update escrow logistics',
  description: 'sender/receiver name, tel, addr; nested JSON; not kcp/nice_v2',
  effect: 'write',
  idempotent: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: {
    sender: z.strictObject({
      name: Text().optional(),
      tel: Phone().optional(),
      addr: Address().optional(),
      postcode: Postcode().optional(),
      relationship: Text().optional(),
      formed_address: z.record(z.string(), z.unknown()).optional(),
    }),
    receiver: z.strictObject({
      name: Text().optional(),
      tel: Phone().optional(),
      addr: Address().optional(),
      postcode: Postcode().optional(),
      formed_address: z.record(z.string(), z.unknown()).optional(),
    }),
    logis: z.strictObject({
      company: Text(),
      invoice: Text(),
      sent_at: Time(),
      receiving_at: Time().optional(),
      address: Text().optional(),
    }),
    products: z
      .array(
        z.strictObject({
          id: Text(),
          name: Text(),
          code: Text().optional(),
          amount: Amount(),
          currency: Text().optional(),
          quantity: Int().optional(),
          tag: Text().optional(),
        }),
      )
      .optional(),
  },
  preview: ['escrow', 'payment'],
  returns: EscrowLogistics,
});

export const createEscrowLogistics = endpoint('POST /escrows/logis/{imp_uid}', {
  name: 'create_escrow_logistics',
  title: 'Create escrow logistics',
  description: 'no delete; starts purchase-decision clock; send_email default true mails the buyer',
  effect: 'write',
  irreversible: true,
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: {
    sender: z.strictObject({
      name: Text().optional(),
      tel: Phone().optional(),
      addr: Address().optional(),
      postcode: Postcode().optional(),
      relationship: Text().optional(),
      formed_address: z.record(z.string(), z.unknown()).optional(),
    }),
    receiver: z.strictObject({
      name: Text().optional(),
      tel: Phone().optional(),
      addr: Address().optional(),
      postcode: Postcode().optional(),
      formed_address: z.record(z.string(), z.unknown()).optional(),
    }),
    logis: z.strictObject({
      company: Text(),
      invoice: Text(),
      sent_at: Time(),
      receiving_at: Time().optional(),
      address: Text().optional(),
    }),
    products: z
      .array(
        z.strictObject({
          id: Text(),
          name: Text(),
          code: Text().optional(),
          amount: Amount(),
          currency: Text().optional(),
          quantity: Int().optional(),
          tag: Text().optional(),
        }),
      )
      .optional(),
    send_email: Flag().optional(),
  },
  preview: ['payment', 'escrow'],
  returns: EscrowLogistics,
});
