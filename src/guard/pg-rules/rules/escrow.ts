import type { Pg } from '../../../endpoints/pg-providers.ts';
import { ignoredByOtherPgs, requiresArgument, supportedPgs } from '../builders.ts';
import {
  argumentIsNot,
  exists,
  isAbsent,
  isGiven,
  paymentHas,
  pgIs,
  statusIs,
  statusIsNot,
} from '../conditions/common.ts';
import type { PgRule } from '../rule.ts';

const ADD = 'POST /escrows/logis/{imp_uid}';
const EDIT = 'PUT /escrows/logis/{imp_uid}';
const registrationPgs: readonly Pg[] = ['html5_inicis', 'kcp', 'daou', 'ksnet', 'smartro_v2', 'nice_v2', 'welcome'];

const required = {
  daou: ['sender.relationship', 'logis.receiving_at', 'logis.address'],
  html5_inicis: [
    'sender.name',
    'sender.tel',
    'sender.addr',
    'sender.postcode',
    'receiver.name',
    'receiver.tel',
    'receiver.addr',
    'receiver.postcode',
  ],
  smartro_v2: [
    'sender.name',
    'sender.tel',
    'sender.postcode',
    'sender.formed_address',
    'receiver.name',
    'receiver.tel',
    'receiver.postcode',
    'receiver.formed_address',
  ],
  welcome: ['products'],
};

// biome-ignore format: a list that is read against the document's
const couriers = ['HYUNDAI', 'HANARO', 'SAGAWA', 'KGB', 'YELLOWCAP', 'DONGBU', 'EPOST', 'CJGLS', 'HANJIN', 'DAESIN', 'ETC', 'REGISTPOST', 'CHUNIL', 'ILYANG', 'CVSNET', 'KDEXP', 'HONAM', 'HDEXP'];

const tools = ['create_escrow_logistics', 'update_escrow_logistics'];

/** Delivery of escrow payments. */
export const escrowRules: readonly PgRule[] = [
  supportedPgs({ tool: 'create_escrow_logistics', pgs: registrationPgs, source: ADD, kind: 'rejected' }),
  supportedPgs({
    tool: 'update_escrow_logistics',
    pgs: registrationPgs.filter((pg) => pg !== 'kcp' && pg !== 'nice_v2'),
    source: EDIT,
    kind: 'rejected',
  }),
  {
    id: 'escrow.not-escrow',
    tools: tools,
    kind: 'rejected',
    when: [paymentHas('escrow', false)],
    message: {
      en: 'This is no escrow payment: there is no delivery to register at the PG.',
      ko: '에스크로 결제가 아니라 배송정보를 등록할 수 없습니다.',
    },
    source: ADD,
  },
  {
    id: 'escrow.not-paid',
    tools: tools,
    kind: 'rejected',
    when: [statusIs('ready', 'failed')],
    message: { en: 'The payment has not been paid.', ko: '결제가 완료되지 않은 건입니다.' },
    source: 'facts 4 (escrow)',
  },
  {
    id: 'escrow.cancelled',
    tools: tools,
    kind: 'advice',
    when: [statusIsNot('ready', 'failed', 'paid')],
    message: {
      en: 'The payment has been refunded, wholly or in part: the PG may refuse a delivery for it.',
      ko: '전부 또는 일부가 취소된 결제라 PG사가 배송정보 등록을 거절할 수 있습니다.',
    },
    source: 'facts 4 (escrow)',
  },
  {
    id: 'create_escrow_logistics.registered',
    tools: ['create_escrow_logistics'],
    kind: 'rejected',
    when: [exists('escrow')],
    message: {
      en: 'A delivery is registered already: update_escrow_logistics changes it where the PG allows.',
      ko: '이미 배송정보가 등록되어 있습니다. 수정은 update_escrow_logistics로 합니다(지원 PG에 한함).',
    },
    source: ADD,
  },
  {
    id: 'update_escrow_logistics.none',
    tools: ['update_escrow_logistics'],
    kind: 'rejected',
    when: [isAbsent('escrow')],
    message: {
      en: 'No delivery is registered yet: create_escrow_logistics does that.',
      ko: '등록된 배송정보가 없습니다. 먼저 create_escrow_logistics로 등록해 주세요.',
    },
    source: EDIT,
  },
  ...tools.flatMap((tool) => requiresArgument({ tool, required, source: tool === tools[0] ? ADD : EDIT })),
  ...ignoredByOtherPgs({
    tool: 'create_escrow_logistics',
    source: ADD,
    usedBy: { products: ['welcome'], send_email: ['nice_v2'] },
  }),
  ...ignoredByOtherPgs({ tool: 'update_escrow_logistics', source: EDIT, usedBy: { products: ['welcome'] } }),
  {
    id: 'escrow.smartro-addr',
    tools: tools,
    kind: 'advice',
    argument: 'receiver.formed_address',
    when: [pgIs('smartro_v2'), isGiven('receiver.addr')],
    message: {
      en: 'Smartro reads "formed_address" in place of "addr".',
      ko: '스마트로는 "addr" 대신 "formed_address"를 사용합니다.',
    },
    source: `${ADD}: receiver, smartro_v2`,
  },
  {
    id: 'escrow.courier',
    tools: tools,
    kind: 'advice',
    argument: 'logis.company',
    when: [argumentIsNot('logis.company', ...couriers)],
    message: {
      en: 'Escrow has no such courier code: the PG would write down "other" (ETC).',
      ko: '에스크로 택배사 코드에 없는 값이라 기타(ETC)로 등록됩니다.',
    },
    source: 'facts 4 (courier codes)',
  },
  {
    id: 'escrow.ksnet-wait',
    tools: ['update_escrow_logistics'],
    kind: 'advice',
    when: [pgIs('ksnet')],
    message: {
      en: 'KSNET takes a change only half an hour to an hour after the registration.',
      ko: 'KSNET은 배송정보 등록 후 30분~1시간이 지나야 수정할 수 있습니다.',
    },
    source: `${ADD}, ksnet`,
  },
];
