import type { Seen } from '../../../../../src/guard/snapshot/snapshot.ts';
import { complete, example, ignored, only } from '../../../../support/rule-example.ts';

const payment = (more: NonNullable<Seen['payment']>) => ({ payment: more });
const person = { name: '홍길동', tel: '010-0000-0000', addr: '서울', postcode: '00000' };
const formed = {
  name: '홍길동',
  tel: '010-0000-0000',
  postcode: '00000',
  // One argument of its own: without it the rule speaks up, whatever its two lines.
  formed_address: { whole: true, address_line_1: '서울', address_line_2: '1층' },
};
const product = [{ id: '1', name: '상품', amount: 1 }];

const wants = (tool: string) => [
  ...complete(tool, 'payment', 'html5_inicis', { sender: person, receiver: person }),
  ...complete(tool, 'payment', 'smartro_v2', { sender: formed, receiver: formed }),
  ...complete(tool, 'payment', 'daou', {
    sender: { relationship: '본인' },
    logis: { receiving_at: '20261125', address: '서울' },
  }),
  example(
    `${tool}.welcome-needs-products`,
    { args: {}, seen: payment({ pg_provider: 'welcome' }) },
    { args: { products: product }, seen: payment({ pg_provider: 'welcome' }) },
    { args: {}, seen: payment({ pg_provider: 'kcp' }) },
  ),
];

export const examples = [
  only('create_escrow_logistics', 'payment', 'kcp', 'tosspayments'),
  only('update_escrow_logistics', 'payment', 'daou', 'kcp'),
  example('escrow.not-escrow', { seen: payment({ escrow: false }) }, { seen: payment({ escrow: true }) }),
  example('escrow.not-paid', { seen: payment({ status: 'ready' }) }, { seen: payment({ status: 'paid' }) }),
  example('escrow.cancelled', { seen: payment({ status: 'cancelled' }) }, { seen: payment({ status: 'paid' }) }),
  example('create_escrow_logistics.registered', { seen: { escrow: {} } }, { seen: { escrow: null } }),
  example('update_escrow_logistics.none', { seen: { escrow: null } }, { seen: { escrow: {} } }),
  ...wants('create_escrow_logistics'),
  ...wants('update_escrow_logistics'),
  ...ignored('create_escrow_logistics', 'payment', {
    products: [product, 'welcome', 'kcp'],
    send_email: [false, 'nice_v2', 'kcp'],
  }),
  ...ignored('update_escrow_logistics', 'payment', { products: [product, 'welcome', 'ksnet'] }),
  example(
    'escrow.smartro-addr',
    { args: { receiver: person }, seen: payment({ pg_provider: 'smartro_v2' }) },
    { args: { receiver: formed }, seen: payment({ pg_provider: 'smartro_v2' }) },
    { args: { receiver: person }, seen: payment({ pg_provider: 'kcp' }) },
  ),
  example('escrow.courier', { args: { logis: { company: 'DHL' } } }, { args: { logis: { company: 'CJGLS' } } }),
  example(
    'escrow.ksnet-wait',
    { seen: payment({ pg_provider: 'ksnet' }) },
    { seen: payment({ pg_provider: 'daou' }) },
    { tool: 'create_escrow_logistics', seen: payment({ pg_provider: 'ksnet' }) },
  ),
];
