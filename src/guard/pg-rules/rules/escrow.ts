import { guide, pgGuide, portOneRecord, recording } from '../../../endpoints/pg-facts/witness.ts';
import { ignoredByOtherPgs, requiresArgument, warnsOfOtherPgs } from '../builders.ts';
import { argumentIsNot, isGiven, isMissing } from '../conditions/arguments.ts';
import { isAnyOf } from '../conditions/condition.ts';
import { paymentHas, pgIs, statusIs, statusIsNot } from '../conditions/payment.ts';
import { exists, isAbsent } from '../conditions/records.ts';
import { type PgRule, pgRule } from '../rule.ts';
import { citeApi } from '../sources.ts';

const CREATE = 'create_escrow_logistics';
const UPDATE = 'update_escrow_logistics';
const tools = [CREATE, UPDATE];

const required = {
  daou: ['sender.relationship', 'logis.receiving_at', 'logis.address'],
  html5_inicis: ['sender', 'receiver'].flatMap((party) =>
    ['name', 'tel', 'addr', 'postcode'].map((field) => `${party}.${field}`),
  ),
  smartro_v2: ['sender', 'receiver'].flatMap((party) =>
    ['name', 'tel', 'postcode', 'formed_address'].map((field) => `${party}.${field}`),
  ),
  welcome: ['products'],
};

// biome-ignore format: a list that is read against the document's
const couriers = ['HYUNDAI', 'HANARO', 'SAGAWA', 'KGB', 'YELLOWCAP', 'DONGBU', 'EPOST', 'CJGLS', 'HANJIN', 'DAESIN', 'ETC', 'REGISTPOST', 'CHUNIL', 'ILYANG', 'CVSNET', 'KDEXP', 'HONAM', 'HDEXP'];

/** Delivery of escrow payments. */
export const escrowRules: readonly PgRule[] = [
  warnsOfOtherPgs({ tool: CREATE }),
  warnsOfOtherPgs({ tool: UPDATE }),
  pgRule({
    id: 'escrow.not-escrow',
    kind: 'reject',
    tools,
    when: [paymentHas('escrow', false)],
    message: {
      en: 'This is not an escrow payment: there is no delivery to register at the PG.',
      ko: '에스크로 결제가 아니라 배송정보를 등록할 수 없습니다.',
    },
    witnesses: [recording('client tests: 해당거래건은 배송정보를 등록할 수 없습니다.'), citeApi(CREATE)],
  }),
  pgRule({
    id: 'escrow.not-paid',
    kind: 'reject',
    isContradiction: true,
    tools,
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    witnesses: [citeApi(CREATE), portOneRecord('payment')],
  }),
  pgRule({
    id: 'escrow.cancelled',
    kind: 'warn',
    tools,
    when: [statusIsNot('ready', 'failed', 'paid')],
    message: {
      en: 'The payment has been refunded in full or in part: the PG may refuse the delivery.',
      ko: '전부 또는 일부가 취소된 결제라 PG사가 배송정보 등록을 거절할 수 있습니다.',
    },
    witnesses: [citeApi(CREATE)],
  }),
  pgRule({
    id: 'create_escrow_logistics.registered',
    kind: 'reject',
    isContradiction: true,
    tools: [CREATE],
    when: [exists('escrow')],
    message: {
      en: 'A delivery is already registered: update_escrow_logistics changes it where the PG allows.',
      ko: '이미 배송정보가 등록되어 있습니다. 수정은 update_escrow_logistics로 합니다(지원 PG에 한함).',
    },
    witnesses: [citeApi(CREATE), portOneRecord('delivery')],
  }),
  pgRule({
    id: 'update_escrow_logistics.none',
    kind: 'reject',
    isContradiction: true,
    tools: [UPDATE],
    when: [isAbsent('escrow')],
    message: {
      en: 'No delivery is registered yet: register one with create_escrow_logistics.',
      ko: '등록된 배송정보가 없습니다. 먼저 create_escrow_logistics로 등록해 주세요.',
    },
    witnesses: [citeApi(UPDATE), portOneRecord('delivery')],
  }),
  ...requiresArgument({
    tool: CREATE,
    required,
    confirmedBy: {
      daou: pgGuide('daou/readme'),
      smartro_v2: pgGuide('smartro-v2/api'),
      welcome: pgGuide('welcome/api'),
    },
  }),
  // The guide of Smartro does not repeat the addresses for a change, which the document requires.
  ...requiresArgument({
    tool: UPDATE,
    required,
    confirmedBy: { daou: pgGuide('daou/readme'), welcome: pgGuide('welcome/api') },
  }),
  pgRule({
    id: 'create_escrow_logistics.welcome-parties',
    kind: 'warn',
    tools: [CREATE],
    when: [
      pgIs('welcome'),
      isAnyOf(
        ...['sender', 'receiver'].flatMap((party) =>
          ['name', 'tel', 'postcode', 'formed_address'].map((field) => isMissing(`${party}.${field}`)),
        ),
      ),
    ],
    message: {
      en: 'Welcome Payments asks for name, telephone, postcode and structured address of both sender and receiver.',
      ko: '웰컴페이먼츠는 발신자와 수신자의 이름, 연락처, 우편번호, 상세주소를 모두 요구합니다.',
    },
    witnesses: [pgGuide('welcome/api')],
  }),
  ...ignoredByOtherPgs({ tool: CREATE, usedBy: { products: ['welcome'], send_email: ['nice_v2'] } }),
  ...ignoredByOtherPgs({ tool: UPDATE, usedBy: { products: ['welcome'] } }),
  pgRule({
    id: 'escrow.smartro-addr',
    kind: 'warn',
    tools,
    argument: 'receiver.formed_address',
    when: [pgIs('smartro_v2'), isGiven('receiver.addr')],
    message: {
      en: 'Smartro uses the structured address and ignores the one-line address.',
      ko: '스마트로는 한 줄 주소 대신 항목별로 나눈 주소를 사용합니다.',
    },
    witnesses: [citeApi(CREATE, 'receiver', 'smartro_v2')],
  }),
  pgRule({
    id: 'escrow.courier',
    kind: 'warn',
    tools,
    argument: 'logis.company',
    when: [argumentIsNot('logis.company', ...couriers)],
    message: {
      en: 'Escrow does not know this courier: the PG would record it as "other".',
      ko: '에스크로 택배사 코드에 없는 값이라 기타로 등록됩니다.',
    },
    witnesses: [guide('support/code-info/code')],
  }),
  pgRule({
    id: 'escrow.ksnet-wait',
    kind: 'warn',
    tools: [UPDATE],
    when: [pgIs('ksnet')],
    message: {
      en: 'KSNET accepts a change only 30 to 60 minutes after the registration.',
      ko: 'KSNET은 배송정보 등록 후 30분~1시간이 지나야 수정할 수 있습니다.',
    },
    witnesses: [citeApi(CREATE, 'ksnet')],
  }),
];
