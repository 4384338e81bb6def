/** A payment with merchant data of about this many characters. */
export const buildPayment = (n: number, customDataLength: number) => ({
  imp_uid: `imp_${String(n).padStart(12, '0')}`,
  merchant_uid: `ORD-20261121-${n}`,
  pay_method: 'card',
  pg_provider: 'html5_inicis',
  name: '제주 감귤 5kg 선물세트',
  amount: 25_000 + n,
  cancel_amount: 0,
  currency: 'KRW',
  buyer_name: '홍길동',
  buyer_email: 'buyer@example.com',
  buyer_tel: '010-1234-5678',
  buyer_addr: '서울 강남구 테헤란로 1',
  custom_data: JSON.stringify({ note: '선물 포장 010-1234-5678 '.repeat(Math.ceil(customDataLength / 21)) }),
  status: 'paid',
  started_at: 1_763_700_000,
  paid_at: 1_763_700_060,
  receipt_url: `https://receipt.example/${n}`,
});

/** A page of a thousand payments, with several times as many bytes as usual: close to what this server accepts. */
export const buildHugePage = () => ({
  total: 1_000,
  previous: 0,
  next: 0,
  list: Array.from({ length: 1_000 }, (_, n) => buildPayment(n, 4_000)),
});
