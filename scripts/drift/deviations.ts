import type { ArgumentPlace } from '../../src/endpoints/endpoint.ts';
import type { Aspect } from './parameter.ts';

/** An intentional deviation of a row from PortOne's document. */
export interface Deviation {
  /** `*` for every route that has the parameter. */
  route: string;
  place?: ArgumentPlace;
  /** The name on the wire: `amount`, `schedules[].amount`, `extra[requester]`. */
  name?: string;
  aspect: Aspect;
  /**
   * The document's value for which the entry applies; required for `*`, so that changes of the document are noticed.
   */
  document?: string;
  /** The rows' value for which the entry applies; required for `*`, so that mistakes in rows are noticed. */
  row?: string;
  reason: string;
}

/** PortOne takes zero for "everything" in refunds, and it has no use elsewhere, so the rows reject it. */
const requirePositive = (name: string): Deviation => ({
  route: '*',
  place: 'body',
  name,
  aspect: 'minimum',
  document: 'not given',
  row: '> 0',
  reason: 'An amount of nothing is a mistake, and zero can mean "everything" to PortOne.',
});

const requireNonNegative = (name: string): Deviation => ({
  route: '*',
  place: 'body',
  name,
  aspect: 'minimum',
  document: 'not given',
  row: '>= 0',
  reason: 'A part of an amount can be nothing but not less.',
});

export const deviations: readonly Deviation[] = [
  ...['amount', 'products[].amount', 'data[].amount', 'schedules[].amount', 'checksum'].map(requirePositive),
  ...['tax_free', 'vat_amount', 'data[].tax_free', 'data[].vat_amount'].map(requireNonNegative),
  ...['schedules[].tax_free', 'schedules[].vat_amount', 'vat'].map(requireNonNegative),
  ...['checking_amount', 'prepaid_amount', 'extra_charge'].map(requireNonNegative),
  {
    route: '*',
    place: 'query',
    name: 'page',
    aspect: 'minimum',
    document: 'not given',
    row: '>= 1',
    reason: 'Pages are counted from 1.',
  },
  {
    route: 'DELETE /subscribe/customers/{customer_uid}',
    place: 'query',
    name: 'extra[requester]',
    aspect: 'enum',
    reason: 'The two values are told in prose only.',
  },
  {
    route: 'POST /payments/{imp_uid}/naver/confirm',
    place: 'body',
    name: 'requester',
    aspect: 'enum',
    reason: 'The two values are told in prose only.',
  },
  ...['find', 'findAll'].map(
    (call): Deviation => ({
      route: `GET /payments/${call}/{merchant_uid}/{payment_status}`,
      place: 'path',
      name: 'payment_status',
      aspect: 'enum',
      reason: 'The values are told in prose only; they are the four statuses of a payment.',
    }),
  ),
  {
    route: 'POST /payments/cancel',
    place: 'body',
    name: 'extra',
    aspect: 'type',
    reason: 'The document says array; its prose and every client send an object with one field, "requester".',
  },
  {
    route: 'POST /payments/cancel',
    place: 'body',
    name: 'escrow_confirmed',
    aspect: 'presence',
    reason:
      'Left out of the document; an official client sends it to cancel after the buyer confirmed an escrow order.',
  },
  {
    route: 'GET /payments/{imp_uid}',
    place: 'query',
    name: 'extension',
    aspect: 'presence',
    reason: 'Named only in what the document says of some PGs: it adds their data to the answer.',
  },
  ...['POST', 'PUT'].flatMap((method) =>
    ['sender', 'receiver'].flatMap((party) =>
      ['address_line_1', 'address_line_2'].map(
        (line): Deviation => ({
          route: `${method} /escrows/logis/{imp_uid}`,
          place: 'body',
          name: `${party}.formed_address.${line}`,
          aspect: 'required',
          reason: 'The address is optional, but one of its lines without the other is none.',
        }),
      ),
    ),
  ),
];
