import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { Address, Amount, Digits, Flag, ImpUid, Int, Name, Phone, Postcode, Text, Time } from '../fields.ts';
import { EscrowLogistics } from '../models/escrow-logistics.ts';

/** Only Smartro accepts it, instead of `addr`, and it requires both lines. */
const FormedAddress = z.strictObject({
  address_line_1: Address(),
  address_line_2: Address(),
});

const party = {
  name: Name().optional(),
  tel: Phone().optional(),
  addr: Address().optional(),
  postcode: Postcode().optional(),
  formed_address: FormedAddress.optional(),
};

/**
 * The document declares the first three as text but describes them as nested JSON, which is what is sent. PGs differ in
 * which sender and receiver fields they need, so none is required here.
 */
const delivery = {
  sender: z.strictObject({ ...party, relationship: Text().optional() }),
  receiver: z.strictObject(party),
  logis: z.strictObject({
    company: Text().describe('e.g. CJGLS'),
    invoice: Digits(),
    sent_at: Time(),
    // Text in the document, explained once as YYYYMMDD and once as unix seconds, so it is sent as given.
    receiving_at: Text().optional().describe('YYYYMMDD'),
    address: Address().optional(),
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
    .min(1)
    .optional(),
};

const unmovedAmounts = { 'products[].amount': 'it describes the goods that are delivered' };

export const getEscrowLogistics = endpoint('GET /escrows/logis/{imp_uid}', {
  name: 'get_escrow_logistics',
  title: 'Escrow delivery',
  description: 'Delivery of an escrow payment (에스크로).',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: EscrowLogistics,
});

export const createEscrowLogistics = endpoint('POST /escrows/logis/{imp_uid}', {
  name: 'create_escrow_logistics',
  title: 'Register delivery',
  description: 'Register delivery of a paid escrow payment (배송등록), once.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  unmovedAmounts,
  followUpTool: 'get_escrow_logistics',
  path: { imp_uid: ImpUid() },
  body: {
    ...delivery,
    send_email: Flag().optional(),
  },
  preview: ['payment', 'escrow'],
  readBack: { by: 'record', of: 'escrow', expected: { invoice: { kind: 'argument', path: 'logis.invoice' } } },
  returns: EscrowLogistics,
});

export const updateEscrowLogistics = endpoint('PUT /escrows/logis/{imp_uid}', {
  name: 'update_escrow_logistics',
  title: 'Update delivery',
  description: 'Replace an escrow delivery. Not for KCP and nice_v2.',
  effect: 'write',
  idempotent: true,
  confirm: true,
  unmovedAmounts,
  followUpTool: 'get_escrow_logistics',
  path: { imp_uid: ImpUid() },
  body: delivery,
  preview: ['escrow', 'payment'],
  readBack: {
    by: 'record',
    of: 'escrow',
    expected: {
      company: { kind: 'argument', path: 'logis.company' },
      invoice: { kind: 'argument', path: 'logis.invoice' },
      sent_at: { kind: 'argument', path: 'logis.sent_at' },
    },
  },
  returns: EscrowLogistics,
});
