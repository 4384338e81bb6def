import { findPayment, listNaverItems } from '../raw-data.ts';
import { pick, pickAmount, pickList, pickNumber } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Orders of Naver Pay, by item. */
export const naver: readonly Ticket[] = [
  {
    id: 'naver-return-asked',
    question: '네이버페이 황하은 고객 반품신청 들어왔다는데 어떤 상품들이에요? 상품주문번호로',
    truth(world) {
      const items = listNaverItems(world, findPayment(world, { merchant_uid: 'naver_20261112_005' }).imp_uid);
      const open = items.filter(({ claim_type }) => claim_type === 'RETURN');
      return { product_order_ids: open.map(({ product_order_id }) => product_order_id) };
    },
    async solve(ask) {
      const found = await ask('search_payments', { buyer_name: '황하은', pg_provider: '네이버', fields: ['imp_uid'] });
      const items = await ask('list_naver_product_orders', { imp_uid: pick(found, 'payments.0.imp_uid') });
      const open = pickList(items, 'result').filter((item) => pick(item, 'claim_type') === 'RETURN');
      return { product_order_ids: open.map((item) => pick(item, 'product_order_id')) };
    },
  },
  {
    id: 'naver-exchange',
    question: '교환 수거 끝난 이수아님 네이버 주문, 다시 보내야될 상품주문번호 2개 알려주세요',
    truth(world) {
      const items = listNaverItems(world, findPayment(world, { merchant_uid: 'naver_20261109_009' }).imp_uid);
      return {
        product_order_ids: items
          .filter(({ claim_status }) => claim_status === 'COLLECT_DONE')
          .map(({ product_order_id }) => product_order_id),
      };
    },
    async solve(ask) {
      const found = await ask('search_payments', { buyer_name: '이수아', pg_provider: 'naverco', fields: ['imp_uid'] });
      const items = await ask('list_naver_product_orders', { imp_uid: pick(found, 'payments.0.imp_uid') });
      const collected = pickList(items, 'result').filter((item) => pick(item, 'claim_status') === 'COLLECT_DONE');
      return { product_order_ids: collected.map((item) => pick(item, 'product_order_id')) };
    },
  },
  {
    id: 'naver-partly-returned',
    question: '네이버 박주원 62,000원 주문 반품으로 얼마 돌려줬고 얼마 남았나요',
    truth(world) {
      const { amount, cancel_amount } = findPayment(world, { merchant_uid: 'naver_20261103_010' });
      return { refunded: cancel_amount, remaining: amount - cancel_amount };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '박주원', amount: 62_000 });
      const refunded = pickNumber(answer, 'payment.cancel_amount');
      return { refunded, remaining: pickNumber(answer, 'payment.amount') - refunded };
    },
  },
  {
    id: 'naver-cancel-asked',
    question: '신서연 네이버 텀블러 취소요청 승인해주세요 두 상품 다',
    truth(world) {
      const { amount } = findPayment(world, { merchant_uid: 'naver_20261117_003' });
      return { refunded: amount };
    },
    writes(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'naver_20261117_003' });
      const product_order_id = listNaverItems(world, imp_uid).map((item) => item.product_order_id);
      return [{ tool: 'approve_naver_cancel', arguments: { imp_uid, product_order_id } }];
    },
    async solve(ask) {
      const found = await ask('search_payments', { buyer_name: '신서연', pg_provider: '네이버', fields: ['amount'] });
      const imp_uid = pick(found, 'payments.0.imp_uid');
      const items = pickList(await ask('list_naver_product_orders', { imp_uid }), 'result');
      const approved = await ask('approve_naver_cancel', {
        imp_uid,
        product_order_id: items.map((item) => pick(item, 'product_order_id')),
      });
      return { refunded: pickAmount(approved, 'note') };
    },
  },
  {
    id: 'naver-return-collected',
    question: '안시우님 네이버 반품 둘중 물건 들어온것만 보류 풀어주세요. 환불 얼마 나갔는지랑 남는 상품주문번호요',
    truth(world) {
      const items = listNaverItems(world, findPayment(world, { merchant_uid: 'naver_20261110_006' }).imp_uid);
      const collected = items.filter(({ claim_status }) => claim_status === 'COLLECT_DONE');
      const open = items.filter(({ claim_status }) => claim_status !== 'COLLECT_DONE');
      return {
        refunded: collected.reduce((sum, item) => sum + (item.product_amount ?? 0) + (item.delivery_amount ?? 0), 0),
        still_open: open.map(({ product_order_id }) => product_order_id),
      };
    },
    writes(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'naver_20261110_006' });
      const collected = listNaverItems(world, imp_uid).filter(({ claim_status }) => claim_status === 'COLLECT_DONE');
      const product_order_id = collected.map((item) => item.product_order_id);
      return [{ tool: 'resolve_naver_return', arguments: { imp_uid, product_order_id } }];
    },
    async solve(ask) {
      const view = await ask('get_customer', { buyer_name: '안시우' });
      const claims = pickList(view, 'claims').filter((claim) => pick(claim, 'claim_type') === 'RETURN');
      const isBack = (claim: unknown) => pick(claim, 'claim_status') === 'COLLECT_DONE';
      const getId = (claim: unknown) => pick(claim, 'product_order_id');
      const resolved = await ask('resolve_naver_return', {
        imp_uid: pick(claims[0], 'imp_uid'),
        product_order_id: claims.filter(isBack).map(getId),
      });
      return {
        refunded: pickAmount(resolved, 'note'),
        still_open: claims.filter((claim) => !isBack(claim)).map(getId),
      };
    },
  },
];
