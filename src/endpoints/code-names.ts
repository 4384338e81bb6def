import type { Localized } from '../base/bilingual.ts';
import { quote } from '../base/text.ts';
import { banks } from './banks.ts';
import { getCourierName, getDeliveryMethodName, getNaverReasonName } from './naver-code-names.ts';
import { findBrandByMethod } from './payment-brands.ts';
import { paymentMethods } from './payment-methods.ts';
import { getPgName as findPgName, isKnownPg } from './pg-providers/index.ts';

/** The readable name of a code; undefined for an unknown code. */
type GetName = (code: string) => Localized | undefined;

const createTable =
  (names: Readonly<Record<string, readonly [en: string, ko: string]>>): GetName =>
  (code) => {
    const [en, ko] = Object.hasOwn(names, code) ? (names[code] ?? []) : [];
    return en === undefined || ko === undefined ? undefined : { en, ko };
  };

export const getPgName: GetName = findPgName;

/** A payment method or wallet; a code of a PG has the PG's name. */
export const getMethodName: GetName = (code) =>
  (Object.hasOwn(paymentMethods, code) ? paymentMethods[code]?.name : undefined) ??
  findBrandByMethod(code)?.name ??
  getPgName(code);

/** Statuses of payments and schedules. */
export const getStatusName = createTable({
  ready: ['unpaid', '미결제'],
  paid: ['paid', '결제 완료'],
  cancelled: ['cancelled', '취소됨'],
  failed: ['failed', '실패'],
  scheduled: ['scheduled', '예약됨'],
  executed: ['executed', '결제 시도됨'],
  revoked: ['revoked', '예약 취소됨'],
});

/** Keeps two codes apart that have one name, such as the merchant ids of a PG: only the plain code is told by its name alone. */
const nameWithCode = (code: string, name: Localized | undefined, isPlainCode: boolean): Localized | undefined =>
  name === undefined || isPlainCode
    ? name
    : { en: `${name.en} (${quote(code, code.length)})`, ko: `${name.ko}(${quote(code, code.length)})` };

/** A bank by its standard code, with or without the leading zero that some PGs leave out. */
const getBankName: GetName = (code) =>
  /^\d{2,3}$/.test(code) ? banks.find((bank) => bank.code === code.padStart(3, '0'))?.name : undefined;

/** A bank as a caller typed its code: a PG may mean another bank by two digits than the standard by three. */
const getTypedBankName: GetName = (code) => nameWithCode(code, getBankName(code), code.length === 3);

const getDeliveryStatusName = createTable({
  DELIVERY_START: ['delivery started', '배송 시작'],
  PURCHASE_DECISION: ['purchase confirmed', '구매 확정'],
  CANCELED: ['cancelled', '취소'],
  order_placed: ['order placed', '주문 접수'],
  order_shipped: ['shipped', '발송 완료'],
  delivering: ['in transit', '배송 중'],
  delivered: ['delivered', '배송 완료'],
});

/** The codes that an argument takes, by the argument's name. */
const ARGUMENT_CODES: Readonly<Record<string, GetName>> = {
  pg: (code) => nameWithCode(code, getPgName(code.split('.')[0] ?? code), isKnownPg(code)),
  pay_method: getMethodName,
  payment_status: getStatusName,
  schedule_status: getStatusName,
  status: getDeliveryStatusName,
  reason: getNaverReasonName,
  delivery_method: getDeliveryMethodName,
  delivery_company: getCourierName,
  company: getCourierName,
  refund_bank: getTypedBankName,
  vbank_code: getTypedBankName,
  product_type: createTable({ real: ['goods', '실물'], digital: ['digital content', '디지털 콘텐츠'] }),
  requester: createTable({ customer: ['the buyer', '구매자'], admin: ['the shop', '상점'] }),
  carrier: createTable({ SKT: ['SKT', 'SKT'], KT: ['KT', 'KT'], LGT: ['LG U+', 'LG U+'] }),
  verification_method: createTable({ SMS: ['text message', '문자'], APP: ['app', '앱'] }),
  identifier_type: createTable({
    person: ['resident registration number', '주민등록번호'],
    business: ['business registration number', '사업자등록번호'],
    phone: ['mobile phone number', '휴대폰 번호'],
    taxcard: ['cash receipt card', '현금영수증 카드'],
  }),
  cash_receipt_type: createTable({
    person: ['income deduction', '소득공제'],
    company: ['business expense', '지출증빙'],
    anonymous: ['anonymous', '자진발급(무기명)'],
  }),
  type: createTable({
    person: ['income deduction', '소득공제'],
    company: ['business expense', '지출증빙'],
    physical: ['goods', '실물'],
    digital: ['digital content', '디지털 콘텐츠'],
  }),
  refundable: createTable({ yes: ['yes', '예'], no: ['no', '아니요'] }),
  prepaid_auth_yn: createTable({ Y: ['yes', '예'], N: ['no', '아니요'] }),
};

/** The readable name of an argument's value; undefined if the value is not a known code. */
export const getArgumentValueName = (argument: string, value: string): Localized | undefined =>
  Object.hasOwn(ARGUMENT_CODES, argument) ? ARGUMENT_CODES[argument]?.(value) : undefined;
