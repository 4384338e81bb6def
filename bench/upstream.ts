import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An upstream that responds immediately in PortOne's envelope, so that only the server in front of it is measured. */
const payment = {
  imp_uid: 'imp_123456789012',
  merchant_uid: 'order-1',
  pay_method: 'card',
  channel: 'pc',
  pg_provider: 'html5_inicis',
  pg_tid: 'tid-1',
  pg_id: 'INIpayTest',
  escrow: false,
  apply_num: '30000001',
  card_name: '신한카드',
  card_quota: 0,
  name: '테스트 상품',
  amount: 15_000,
  cancel_amount: 0,
  currency: 'KRW',
  buyer_name: '홍길동',
  buyer_email: 'buyer@example.com',
  buyer_tel: '010-1234-5678',
  custom_data: null,
  status: 'paid',
  started_at: 1_763_700_000,
  paid_at: 1_763_700_060,
  failed_at: 0,
  cancelled_at: 0,
  fail_reason: null,
  cancel_history: [],
};

const buildEnvelope = (response: unknown) => Buffer.from(JSON.stringify({ code: 0, message: null, response }));
const paymentBody = buildEnvelope(payment);

const server = createServer((request, response) => {
  request.resume();
  const now = Math.floor(Date.now() / 1000);
  const body =
    request.url === '/users/getToken'
      ? buildEnvelope({ access_token: '0'.repeat(40), now, expired_at: now + 1800 })
      : paymentBody;
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-length': body.length });
  response.end(body);
});
// Longer than a run: a connection closed between two rounds would make a call look slow.
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
