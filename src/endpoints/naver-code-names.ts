import type { Localized } from '../base/bilingual.ts';

type Names = Readonly<Record<string, readonly [en: string, ko: string]>>;

/** States of an item (상품주문) and of its claim. Source: PortOne REST API V1 document, Naver Pay order type. */
const STATES: Names = {
  PAYMENT_WAITING: ['waiting for the deposit', '입금 대기'],
  PAYED: ['paid', '결제 완료'],
  DELIVERING: ['in delivery', '배송 중'],
  DELIVERED: ['delivered', '배송 완료'],
  PURCHASE_DECIDED: ['purchase confirmed', '구매 확정'],
  EXCHANGED: ['exchanged', '교환 완료'],
  CANCELED: ['cancelled', '취소 완료'],
  RETURNED: ['returned', '반품 완료'],
  CANCELED_BY_NOPAYMENT: ['cancelled, never paid', '미입금 취소'],
  CANCEL: ['cancellation', '취소'],
  RETURN: ['return', '반품'],
  EXCHANGE: ['exchange', '교환'],
  PURCHASE_DECISION_HOLDBACK: ['purchase confirmation on hold', '구매 확정 보류'],
  ADMIN_CANCEL: ['cancellation by Naver', '직권 취소'],
  CANCEL_REQUEST: ['cancellation requested', '취소 요청'],
  CANCELING: ['being cancelled', '취소 처리 중'],
  CANCEL_DONE: ['cancellation done', '취소 처리 완료'],
  CANCEL_REJECT: ['cancellation withdrawn', '취소 철회'],
  RETURN_REQUEST: ['return requested', '반품 요청'],
  COLLECTING: ['being collected', '수거 중'],
  COLLECT_DONE: ['collected', '수거 완료'],
  RETURN_DONE: ['return done', '반품 처리 완료'],
  RETURN_REJECT: ['return withdrawn', '반품 철회'],
  EXCHANGE_REQUEST: ['exchange requested', '교환 요청'],
  EXCHANGE_REDELIVERING: ['exchange in delivery', '교환 재배송 중'],
  EXCHANGE_DONE: ['exchange done', '교환 처리 완료'],
  EXCHANGE_REJECT: ['exchange refused', '교환 거부'],
  PURCHASE_DECISION_REQUEST: ['purchase confirmation requested', '구매 확정 요청'],
  PURCHASE_DECISION_HOLDBACK_RELEASE: ['hold released', '구매 확정 보류 해제'],
  PURCHASE_DECISION_HOLDBACK_REDELIVERING: ['on hold, in delivery again', '구매 확정 보류 재배송 중'],
  ADMIN_CANCELING: ['being cancelled by Naver', '직권 취소 중'],
  ADMIN_CANCEL_DONE: ['cancelled by Naver', '직권 취소 완료'],
};

const REASONS: Names = {
  SOLD_OUT: ['sold out', '상품 품절'],
  DELAYED_DELIVERY: ['delivery delayed', '배송 지연'],
  PRODUCT_UNSATISFIED: ['not satisfied with product or service', '서비스·상품 불만족'],
  INTENT_CHANGED: ['changed their mind', '구매 의사 취소'],
  COLOR_AND_SIZE: ['other color or size wanted', '색상·사이즈 변경'],
  WRONG_ORDER: ['ordered by mistake', '다른 상품 잘못 주문'],
  INCORRECT_INFO: ['product information wrong', '상품 정보 상이'],
  DROPPED_DELIVERY: ['never delivered', '배송 누락'],
  BROKEN: ['damaged', '상품 파손'],
  WRONG_DELIVERY: ['wrong product delivered', '오배송'],
  WRONG_OPTION: ['wrong option delivered', '다른 옵션 오배송'],
  RETURN_DELIVERYFEE: ['return delivery fee billed', '반품 배송비 청구'],
  EXTRAFEEE: ['other return costs billed', '기타 반품 비용 청구'],
  RETURN_DELIVERYFEE_AND_EXTRAFEEE: ['return delivery fee and other costs billed', '반품 배송비·기타 비용 청구'],
  RETURN_PRODUCT_NOT_DELIVERED: ['returned product not received', '반품 상품 미입고'],
  ETC: ['other', '기타 사유'],
};

const DELIVERY_METHODS: Names = {
  DELIVERY: ['courier or mail', '택배·등기·소포'],
  GDFW_ISSUE_SVC: ['Goodsflow waybill', '굿스플로 송장 출력'],
  VISIT_RECEIPT: ['picked up by the buyer', '방문 수령'],
  DIRECT_DELIVERY: ['delivered by the shop', '직접 전달'],
  QUICK_SVC: ['same-day courier', '퀵서비스'],
  NOTHING: ['no delivery', '배송 없음'],
  RETURN_DESIGNATED: ['collected by the designated courier', '지정 반품 택배'],
  RETURN_DELIVERY: ['sent by courier', '일반 반품 택배'],
  RETURN_INDIVIDUAL: ['sent by the buyer', '직접 반송'],
};

const COURIERS: Names = {
  CJGLS: ['CJ Logistics', 'CJ대한통운'],
  KGB: ['Logen', '로젠택배'],
  DONGBU: ['KG Logis', 'KG로지스'],
  EPOST: ['Korea Post', '우체국택배'],
  REGISTPOST: ['registered mail', '우편등기'],
  HANJIN: ['Hanjin', '한진택배'],
  // PortOne's document still has the former name, 현대택배.
  HYUNDAI: ['Lotte', '롯데택배(옛 현대택배)'],
  KGBLS: ['KGB', 'KGB택배'],
  INNOGIS: ['GTX Logis', 'GTX로지스'],
  DAESIN: ['Daesin', '대신택배'],
  ILYANG: ['Ilyang', '일양로지스'],
  KDEXP: ['Kyungdong', '경동택배'],
  CHUNIL: ['Chunil', '천일택배'],
  CH1: ['another courier', '기타 택배'],
  HDEXP: ['Hapdong', '합동택배'],
  CVSNET: ['convenience store parcel', '편의점택배'],
  GSMNTON: ['GSM NtoN', 'GSM NtoN'],
  WARPEX: ['WarpEx', 'WarpEx'],
  WIZWA: ['Wizwa', 'Wizwa'],
  DHLDE: ['DHL Germany', 'DHL(독일)'],
  ACIEXPRESS: ['ACI', 'ACI'],
  PANTOS: ['Pantos', '범한판토스'],
  HLCGLOBAL: ['Lotte Global', '현대택배(국제)'],
  KOREXG: ['CJ Logistics international', 'CJ대한통운(국제)'],
  SWGEXP: ['Sungwon Global', '성원글로벌'],
  DAEWOON: ['Daewoon Global', '대운글로벌'],
  IPARCEL: ['i-parcel', 'i-parcel'],
  KUNYOUNG: ['Kunyoung', '건영택배'],
  HPL: ['Hanuisarang', '한의사랑택배'],
  DADREAM: ['Dadream', '다드림'],
  SLX: ['SLX', 'SLX택배'],
  SFEXPRESS: ['SF Express', 'SF익스프레스(순풍택배)'],
  HONAM: ['Honam', '호남택배'],
};

const toLocalized = (names: Names, code: string): Localized | undefined => {
  const [en, ko] = Object.hasOwn(names, code) ? (names[code] ?? []) : [];
  return en === undefined || ko === undefined ? undefined : { en, ko };
};

export const getNaverStateName = (code: string) => toLocalized(STATES, code);
export const getNaverReasonName = (code: string) => toLocalized(REASONS, code);
export const getDeliveryMethodName = (code: string) => toLocalized(DELIVERY_METHODS, code);
/** DHL, UPS and the like are known by their codes. Escrow takes a part of the same codes. */
export const getCourierName = (code: string): Localized | undefined =>
  toLocalized(COURIERS, code) ??
  (/^(?:DHL|FEDEX|EMS|EZUSA|UPS|TNT|USPS)$/.test(code) ? { en: code, ko: code } : undefined);
