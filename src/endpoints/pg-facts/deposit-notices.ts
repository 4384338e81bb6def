import type { Pg } from '../pg-providers/index.ts';

/** The address that the PG calls when a deposit arrives, and who sets it where. */
type DepositNotice =
  | { isSetByPg?: never; url?: string; place: string }
  | { isSetByPg: true; url?: string /** Whom the shop asks. */; contact: string };

const SERVICE = 'https://service.iamport.kr';
const GATEWAY = 'https://tx-gateway-service.prod.iamport.co';
const INICIS_PLACE =
  "the PG's shop administration, 상점정보 > 계약정보 > 결제수단 정보 > 가상계좌, 입금내역 통보 = 실시간통보함, 통보전문 = URL수신사용(일반)";
const NICE_PLACE = "the PG's shop administration, 가맹점정보 > 기본정보 > 결제데이터통보 > 가상계좌";

/**
 * How a PG tells PortOne of deposits into virtual accounts (입금통보). Source: PortOne guide,
 * integration/virtual-account/readme.
 */
const depositNotices: Readonly<Partial<Record<Pg, DepositNotice>>> = {
  html5_inicis: { url: `${SERVICE}/inicis_payments/notice_vbank`, place: INICIS_PLACE },
  kcp: {
    url: `${SERVICE}/kcp_payments/notice_vbank`,
    place: 'KCP 파트너관리자, 기술관리센터 > 웹훅(Webhook) 관리 > 웹훅URL 설정: 변경 결제결과URL, UTF-8',
  },
  kicc: {
    url: `${SERVICE}/kicc_payments/notice_vbank`,
    isSetByPg: true,
    contact: '1644-2004',
  },
  settle: { url: `${SERVICE}/settle_payments/notice_vbank`, place: 'by mail to settle_pgdev@settlebank.co.kr' },
  daou: {
    url: `${SERVICE}/daou_payments/notice_vbank`,
    place: `키움페이 상점관리자, 고객지원 > 기술지원 > 연동정보설정: 결과 통지 URL (발행 통지 URL: ${SERVICE}/daou_payments/result)`,
  },
  tosspayments: {
    url: `${GATEWAY}/virtual-account/webhook-event/tosspayments`,
    place: '토스페이먼츠 개발자센터, 내 개발정보 > 웹훅: event DEPOSIT_CALLBACK',
  },
  smartro_v2: { url: `${GATEWAY}/smartro-v2`, place: "the PG's shop administration: 입금통보 and 환불이체 URL" },
  nice: { url: `${SERVICE}/nice_payments/notice_vbank`, place: NICE_PLACE },
  nice_v2: { url: `${GATEWAY}/nicepay-v2`, place: NICE_PLACE },
  welcome: { url: `${GATEWAY}/welcome`, place: INICIS_PLACE },
  ksnet: { isSetByPg: true, contact: 'its contact person for the shop' },
};

export const findDepositNotice = (pg: string | null | undefined): DepositNotice | undefined =>
  Object.entries(depositNotices).find(([code]) => code === pg)?.[1];
