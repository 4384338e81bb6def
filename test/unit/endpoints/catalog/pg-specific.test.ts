import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { payBenepiaPoint, queryBenepiaPoint } from '../../../../src/endpoints/catalog/benepia.ts';
import { confirmCertificationOtp, requestCertificationOtp } from '../../../../src/endpoints/catalog/certifications.ts';
import { createEscrowLogistics } from '../../../../src/endpoints/catalog/escrow.ts';
import {
  createKcpquickPrepare,
  payKcpquickMoney,
  updateKcpquickPrepare,
} from '../../../../src/endpoints/catalog/kcp-quick-pay.ts';
import { registerPartnerReceipts } from '../../../../src/endpoints/catalog/partners.ts';
import { registerPaymentwallDelivery } from '../../../../src/endpoints/catalog/paymentwall.ts';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { getFieldMeta } from '../../../../src/endpoints/sensitivity.ts';

const imp_uid = 'imp_448280090638';
const getIssues = (result: { error?: { issues: { path: PropertyKey[] }[] } }) =>
  (result.error?.issues ?? []).map((issue) => issue.path.join('.'));

const pgDomains = ['benepia', 'certifications', 'escrow', 'kcpquick', 'naver', 'partners', 'payco', 'paymentwall'];
const rows = endpoints.filter((row) => pgDomains.includes(row.domain));

/** The leaf values of a field by path, through nested objects and lists. */
function collectLeaves(path: string, schema: z.ZodType): [string, z.ZodType][] {
  if (getFieldMeta(schema)) return [[path, schema]];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return collectLeaves(path, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return collectLeaves(`${path}[]`, schema.element as z.ZodType);
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, field]) =>
      collectLeaves(`${path}.${name}`, field as z.ZodType),
    );
  return [[path, schema]];
}
const collectFieldLeaves = (fields: Readonly<Record<string, z.ZodType>>) =>
  Object.entries(fields).flatMap(([name, field]) => collectLeaves(name, field));

describe('the rows that serve one PG', () => {
  it('every argument and response field declares its privacy', () => {
    const silent = rows.flatMap((row) =>
      [...collectFieldLeaves(row.fields), ...collectLeaves('response', row.returns)]
        .filter(([, schema]) => !getFieldMeta(schema))
        .map(([path]) => `${row.name} ${path}`),
    );
    expect(silent).toEqual([]);
  });

  it('exactly the listed arguments are secret', () => {
    const secrets = rows.flatMap((row) =>
      collectFieldLeaves(row.fields)
        .filter(([, schema]) => getFieldMeta(schema)?.privacy === 'secret')
        .map(([path]) => `${row.name} ${path}`),
    );
    expect(secrets.sort()).toEqual([
      'confirm_certification_otp otp',
      'create_kcpquick_prepare code_verifier',
      'pay_benepia_point benepia_password',
      'query_benepia_point benepia_password',
      'request_certification_otp birth',
      'request_certification_otp gender_digit',
      'update_kcpquick_prepare code_verifier',
    ]);
  });

  it('conditional requirements name existing arguments and possible values', () => {
    for (const row of rows) {
      for (const [name, value] of Object.entries(row.requires?.when ?? {}))
        expect(row.fields[name]?.safeParse(value).success, `${row.name} ${name}`).toBe(true);
      for (const name of row.requires?.args ?? [])
        expect(row.fields[name]?.safeParse(undefined).success, `${row.name} ${name}`).toBe(true);
    }
  });

  it('every follow-up tool is a read that takes the same id', () => {
    const reads = new Map(endpoints.filter((row) => row.effect === 'read').map((row) => [row.name, row]));
    for (const row of rows) {
      if (!row.followUpTool) continue;
      const required = Object.entries(reads.get(row.followUpTool)?.fields ?? {}).filter(
        ([, field]) => !field.safeParse(undefined).success,
      );
      expect(required.length, row.name).toBeGreaterThan(0);
      expect(Object.keys(row.fields), row.name).toEqual(expect.arrayContaining(required.map(([name]) => name)));
    }
  });
});

describe('the escrow delivery arguments', () => {
  const logis = { company: 'CJGLS', invoice: '123456789012', sent_at: '2026-11-21T09:00' };
  const formed_address = { address_line_1: '서울 성동구 성수이로 20', address_line_2: '3층' };
  const args = { imp_uid, sender: { name: '판매자', relationship: '본인' }, receiver: { name: '홍길동' }, logis };
  const { input } = createEscrowLogistics;

  it("the escrow delivery is sent nested, with unix seconds and without PortOne's defaults", () => {
    expect(input.parse(args)).toEqual({
      ...args,
      logis: { ...logis, sent_at: Date.parse('2026-11-21T09:00:00+09:00') / 1000 },
    });
  });

  it('a formed address requires both of its lines', () => {
    expect(input.safeParse({ ...args, receiver: { formed_address } }).success).toBe(true);
    expect(getIssues(input.safeParse({ ...args, receiver: { formed_address: { address_line_1: '서울' } } }))).toEqual([
      'receiver.formed_address.address_line_2',
    ]);
  });

  it('JSON text and unknown fields are rejected in an escrow delivery', () => {
    expect(getIssues(input.safeParse({ ...args, logis: JSON.stringify(logis) }))).toEqual(['logis']);
    expect(getIssues(input.safeParse({ ...args, receiver: { relationship: '본인' } }))).toEqual(['receiver']);
    expect(getIssues(input.safeParse({ ...args, products: [{ id: '1', name: '책' }] }))).toEqual(['products.0.amount']);
  });
});

describe('KCP Quick Pay', () => {
  const prepare = { merchant_uid: 'order-1', btid: 'B1', cust_ip: '203.0.113.7', code_verifier: 'v' };

  it.each([createKcpquickPrepare, updateKcpquickPrepare])('the registration accepts only IPv4: $name', ({ input }) => {
    expect(input.safeParse(prepare).success).toBe(true);
    for (const cust_ip of ['203.0.113.256', '2001:db8::1', 'localhost', ''])
      expect(getIssues(input.safeParse({ ...prepare, cust_ip })), cust_ip).toContain('cust_ip');
  });

  it('a KCP Quick Pay registration accepts nine-digit amounts and PortOne\'s field "vender_type"', () => {
    const { input } = createKcpquickPrepare;
    expect(input.safeParse({ ...prepare, prepaid_amount: 999_999_999, vender_type: 'VID2' }).success).toBe(true);
    expect(getIssues(input.safeParse({ ...prepare, prepaid_amount: 1_000_000_000 }))).toEqual(['prepaid_amount']);
    expect(getIssues(input.safeParse({ ...prepare, prepaid_amount: 1000.5 }))).toEqual(['prepaid_amount']);
    expect(input.safeParse({ ...prepare, vendor_type: 'VID2' }).success).toBe(false);
  });

  it('a KCP Quick Pay charge accepts a member id of at most sixteen characters', () => {
    const args = { channel_key: 'c', merchant_uid: 'order-1', name: '책', amount: 1000, imp_uid };
    expect(payKcpquickMoney.input.safeParse({ ...args, member_id: 'm'.repeat(16) }).success).toBe(true);
    expect(getIssues(payKcpquickMoney.input.safeParse({ ...args, member_id: 'm'.repeat(17) }))).toEqual(['member_id']);
  });
});

describe('an identity verification', () => {
  const person = { name: '홍길동', phone: '010-1234-5678', birth: '900101', gender_digit: '1', carrier: 'SKT' };

  it('an identity verification requires a channel and adds no default for is_mvno', () => {
    const args = { ...person, channel_key: 'channel-key-1' };
    expect(requestCertificationOtp.input.parse(args)).toEqual(args);
    expect(getIssues(requestCertificationOtp.input.safeParse({ ...person, pg: 'danal.shop' }))).toEqual([
      'channel_key',
    ]);
    expect(getIssues(requestCertificationOtp.input.safeParse({ ...args, is_mvno: 'false' }))).toEqual(['is_mvno']);
  });

  it('an identity verification by app is confirmed without a code', () => {
    expect(confirmCertificationOtp.input.safeParse({ imp_uid }).success).toBe(true);
  });
});

it('a Paymentwall status may exceed the documented length limit', () => {
  const status = registerPaymentwallDelivery.fields.status;
  expect(status?.safeParse('order_shipped').success).toBe(true);
  expect(status?.safeParse('shipped').success).toBe(false);
});

it('sub-merchants are given as a list of objects with at least one entry', () => {
  const { input } = registerPartnerReceipts;
  const shop = { business_registration_number: '123-45-67890', company_name: '하위상점', amount: 1000 };
  expect(input.parse({ imp_uid, data: [shop] })).toEqual({ imp_uid, data: [shop] });
  expect(getIssues(input.safeParse({ imp_uid, data: [] }))).toEqual(['data']);
  expect(getIssues(input.safeParse({ imp_uid }))).toEqual(['data']);
  expect(getIssues(input.safeParse({ imp_uid, data: [{ ...shop, amount: 0 }] }))).toEqual(['data.0.amount']);
});

it('the Benepia balance is a read, and a Benepia payment is a charge that needs confirmation', () => {
  expect(queryBenepiaPoint).toMatchObject({ effect: 'read', readOnlyBecause: expect.stringContaining('balance') });
  expect(payBenepiaPoint).toMatchObject({
    effect: 'destructive',
    money: 'charge_now',
    confirm: true,
    checkPaymentStatus: true,
  });
});
