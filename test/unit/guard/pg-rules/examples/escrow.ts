import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import {
  buildExample,
  buildIgnoredExamples,
  buildPgExample,
  buildRequiredExamples,
} from '../../../../support/rule-example.ts';

const buildPayment = (more: NonNullable<Snapshot['payment']>) => ({ payment: more });
const person = { name: '홍길동', tel: '010-0000-0000', addr: '서울', postcode: '00000' };
const formed = {
  name: '홍길동',
  tel: '010-0000-0000',
  postcode: '00000',
  // One argument of its own: without it the rule applies, whatever its two lines say.
  formed_address: { whole: true, address_line_1: '서울', address_line_2: '1층' },
};
const product = [{ id: '1', name: '상품', amount: 1 }];

const buildMissingFieldExamples = (tool: string) => [
  ...buildRequiredExamples(tool, 'payment', 'html5_inicis', { sender: person, receiver: person }),
  ...buildRequiredExamples(tool, 'payment', 'smartro_v2', { sender: formed, receiver: formed }),
  ...buildRequiredExamples(tool, 'payment', 'daou', {
    sender: { relationship: '본인' },
    logis: { receiving_at: '20261125', address: '서울' },
  }),
  buildExample(
    `${tool}.welcome-needs-products`,
    { args: {}, seen: buildPayment({ pg_provider: 'welcome' }) },
    { args: { products: product }, seen: buildPayment({ pg_provider: 'welcome' }) },
    { args: {}, seen: buildPayment({ pg_provider: 'kcp' }) },
  ),
];

export const examples = [
  buildPgExample('create_escrow_logistics', 'payment', 'kcp', 'tosspayments'),
  buildPgExample('update_escrow_logistics', 'payment', 'daou', 'kcp'),
  buildExample(
    'escrow.not-escrow',
    { seen: buildPayment({ escrow: false }) },
    { seen: buildPayment({ escrow: true }) },
  ),
  buildExample(
    'escrow.not-paid',
    { seen: buildPayment({ status: 'ready' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample(
    'escrow.cancelled',
    { seen: buildPayment({ status: 'cancelled' }) },
    { seen: buildPayment({ status: 'paid' }) },
  ),
  buildExample('create_escrow_logistics.registered', { seen: { escrow: {} } }, { seen: { escrow: null } }),
  buildExample('update_escrow_logistics.none', { seen: { escrow: null } }, { seen: { escrow: {} } }),
  ...buildMissingFieldExamples('create_escrow_logistics'),
  ...buildMissingFieldExamples('update_escrow_logistics'),
  ...buildIgnoredExamples('create_escrow_logistics', 'payment', {
    products: [product, 'welcome', 'kcp'],
    send_email: [false, 'nice_v2', 'kcp'],
  }),
  ...buildIgnoredExamples('update_escrow_logistics', 'payment', { products: [product, 'welcome', 'ksnet'] }),
  buildExample(
    'escrow.smartro-addr',
    { args: { receiver: person }, seen: buildPayment({ pg_provider: 'smartro_v2' }) },
    { args: { receiver: formed }, seen: buildPayment({ pg_provider: 'smartro_v2' }) },
    { args: { receiver: person }, seen: buildPayment({ pg_provider: 'kcp' }) },
  ),
  buildExample('escrow.courier', { args: { logis: { company: 'DHL' } } }, { args: { logis: { company: 'CJGLS' } } }),
  buildExample(
    'escrow.ksnet-wait',
    { seen: buildPayment({ pg_provider: 'ksnet' }) },
    { seen: buildPayment({ pg_provider: 'daou' }) },
    { tool: 'create_escrow_logistics', seen: buildPayment({ pg_provider: 'ksnet' }) },
  ),
  buildExample(
    'create_escrow_logistics.welcome-parties',
    { args: {}, seen: { payment: { pg_provider: 'welcome' } } },
    { args: {}, seen: { payment: { pg_provider: 'ksnet' } } },
  ),
];
