import { DAY_SECONDS, formatCompactDate } from '../../base/korean-time.ts';
import { findLiveChannel } from '../behavior/channels.ts';
import { enterNaverState, type NaverState } from '../behavior/naver-state-machine.ts';
import { applyRefund } from '../behavior/refund.ts';
import { randomDigits } from '../state/ids.ts';
import type { StoredNaverItem } from '../state/rows.ts';
import { createBuyer } from './buyers.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard } from './payment-methods.ts';

interface NaverProduct {
  id: string;
  name: string;
  option?: string;
  price: number;
  delivery?: number;
}

const tumbler: NaverProduct = {
  id: 'P1001',
  name: '보온 텀블러 500ml',
  option: '무광 블랙',
  price: 24_000,
  delivery: 3_000,
};
const cleaner: NaverProduct = { id: 'P1002', name: '텀블러 세척솔', price: 6_500 };
const shirt: NaverProduct = {
  id: 'P2001',
  name: '오가닉 코튼 티셔츠',
  option: '화이트 / L',
  price: 32_000,
  delivery: 3_000,
};
const socks: NaverProduct = { id: 'P2002', name: '리브드 양말 3켤레', option: '그레이', price: 12_000 };
const lamp: NaverProduct = { id: 'P3001', name: '무선 테이블 램프', option: '아이보리', price: 58_000 };

interface SampleNaverOrder {
  situation: string;
  daysAgo: number;
  items: readonly (readonly [NaverProduct, NaverState])[];
}

const orders: readonly SampleNaverOrder[] = [
  {
    situation: 'naver_paid',
    daysAgo: 0,
    items: [
      [tumbler, 'paid'],
      [cleaner, 'paid'],
      [socks, 'paid'],
    ],
  },
  {
    situation: 'naver_placed',
    daysAgo: 1,
    items: [
      [shirt, 'placed'],
      [socks, 'placed'],
    ],
  },
  {
    situation: 'naver_cancel_requested',
    daysAgo: 1,
    items: [
      [tumbler, 'cancel_requested'],
      [cleaner, 'cancel_requested'],
    ],
  },
  {
    situation: 'naver_delivering',
    daysAgo: 3,
    items: [
      [shirt, 'delivering'],
      [socks, 'delivering'],
    ],
  },
  {
    situation: 'naver_return_requested',
    daysAgo: 6,
    items: [
      [shirt, 'return_requested'],
      [socks, 'return_requested'],
    ],
  },
  {
    situation: 'naver_return_withheld',
    daysAgo: 8,
    items: [
      [lamp, 'return_requested_withheld'],
      [tumbler, 'return_collected_withheld'],
    ],
  },
  // An order whose items have different states: an operation on all of them is a 207.
  {
    situation: 'naver_mixed',
    daysAgo: 5,
    items: [
      [shirt, 'return_requested'],
      [socks, 'delivered'],
      [lamp, 'return_rejected'],
    ],
  },
  {
    situation: 'naver_exchange_collecting',
    daysAgo: 7,
    items: [
      [shirt, 'exchange_collecting'],
      [socks, 'exchange_collecting'],
    ],
  },
  {
    situation: 'naver_exchange_collected',
    daysAgo: 9,
    items: [
      [shirt, 'exchange_collected'],
      [lamp, 'exchange_collected'],
    ],
  },
  {
    situation: 'naver_partly_returned',
    daysAgo: 15,
    items: [
      [shirt, 'returned'],
      [tumbler, 'decided'],
    ],
  },
  { situation: 'naver_decided', daysAgo: 20, items: [[tumbler, 'decided']] },
];

/** Seeds Naver Pay order-type payments in every state that an operation applies to, and their reviews. */
export function seedNaver(context: SeedContext): void {
  orders.forEach((order, index) => {
    const items = addNaverOrder(context, order, index + 1);
    const [first, second, third] = items.map(({ record }) => record.product_order_id);
    const paid = context.world.payments.get(items[0]?.impUid ?? '');
    context.samples[order.situation] = {
      imp_uid: paid?.record.imp_uid ?? '',
      merchant_uid: paid?.record.merchant_uid ?? '',
      product_order_id: first ?? '',
      ...(second ? { product_order_id_2: second } : {}),
      ...(third ? { product_order_id_3: third } : {}),
    };
    if (order.situation === 'naver_decided' || order.situation === 'naver_partly_returned') addReviews(context, items);
  });
  context.samples.naver_reviews = {
    channel_key: findLiveChannel('naverco')?.channel_key ?? '',
    from: String(context.start - 30 * DAY_SECONDS),
    to: String(context.start),
  };
}

/** Naver masks the end of a buyer's id. */
const maskNaverId = (email: string): string => `${email.slice(0, 4)}****`;

function addNaverOrder(context: SeedContext, { daysAgo, items }: SampleNaverOrder, number: number): StoredNaverItem[] {
  const { world, start } = context;
  const paidAt = start - daysAgo * DAY_SECONDS - 5_400;
  const first = items[0]?.[0].name ?? '';
  const person = createBuyer(100 + number);
  const payment = context.addPayment({
    ...channelFields('naverco'),
    ...drawCard(world),
    ...person,
    merchant_uid: `naver_${formatCompactDate(paidAt)}_${String(number).padStart(3, '0')}`,
    name: items.length > 1 ? `${first} 외 ${items.length - 1}건` : first,
    amount: items.reduce((sum, [{ price, delivery = 0 }]) => sum + price + delivery, 0),
    status: 'paid',
    started_at: paidAt - 120,
    paid_at: paidAt,
  });
  return items.map(([product, state]) => {
    const { price, delivery = 0 } = product;
    const item: StoredNaverItem = {
      impUid: payment.record.imp_uid,
      placed: false,
      withheld: false,
      record: {
        product_order_id: `${formatCompactDate(paidAt)}${randomDigits(world, 8)}`,
        product_id: product.id,
        product_name: product.name,
        product_option_id: product.option ? `${product.id}-1` : '',
        product_option_name: product.option ?? '',
        product_amount: price,
        delivery_amount: delivery,
        quantity: 1,
        orderer: { name: person.buyer_name, id: maskNaverId(person.buyer_email), tel: person.buyer_tel },
        shipping_address: {
          base: person.buyer_addr,
          detail: '101동 1001호',
          postcode: person.buyer_postcode,
          tel1: person.buyer_tel,
          tel2: null,
          name: person.buyer_name,
        },
        shipping_memo: '문 앞에 놓아 주세요',
        shipping_due: paidAt + 3 * DAY_SECONDS,
        individual_code: null,
      },
    };
    enterNaverState(item, state);
    world.naverItems.set(item.record.product_order_id, item);
    if (state === 'returned') applyRefund(world, payment, { amount: price + delivery, reason: '구매 의사 취소' });
    return item;
  });
}

const reviewTexts = [
  { score: '2', title: '배송이 빠르고 마음에 들어요.', content: null },
  { score: '13', title: '매일 쓰고 있습니다', content: '보온이 오래가고 뚜껑이 새지 않아 매일 들고 다닙니다.' },
] as const;

/** Adds a general and a premium review for every item that was kept. */
function addReviews({ world, start }: SeedContext, items: readonly StoredNaverItem[]): void {
  for (const { record } of items.filter((item) => item.record.product_order_status === 'PURCHASE_DECIDED')) {
    for (const text of reviewTexts) {
      const writtenAt = start - world.random.drawInteger(1, 10) * DAY_SECONDS;
      world.naverReviews.push({
        ...text,
        review_id: randomDigits(world, 10),
        product_order_id: record.product_order_id,
        product_id: record.product_id,
        product_name: record.product_name,
        product_option_name: record.product_option_name,
        writer: record.orderer?.id ?? null,
        created_at: writtenAt,
        modified_at: writtenAt,
      });
    }
  }
}
