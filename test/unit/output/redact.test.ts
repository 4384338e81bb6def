import { describe, expect, it } from 'vitest';
import { AccessToken } from '../../../src/endpoints/models/access-token.ts';
import { BillingKey } from '../../../src/endpoints/models/billing-key.ts';
import { Certification } from '../../../src/endpoints/models/certification.ts';
import { paged } from '../../../src/endpoints/models/field.ts';
import { Payment } from '../../../src/endpoints/models/payment.ts';
import { maskContent } from '../../../src/output/content-mask.ts';
import { mask } from '../../../src/output/mask.ts';
import { redact } from '../../../src/output/redact.ts';

const redactMasked = (value: unknown, model = Payment as Parameters<typeof redact>[1]) =>
  redact(value, model, { pii: 'masked' });

describe('the redacted output', () => {
  it('the output omits nulls, empty strings and times that do not apply', () => {
    expect(redactMasked({ imp_uid: 'imp_1', fail_reason: null, pg_tid: '', failed_at: 0, cancel_amount: 0 })).toEqual({
      imp_uid: 'imp_1',
      cancel_amount: 0,
    });
  });

  it('the output writes times in Korean time', () => {
    expect(redactMasked({ paid_at: 1_763_650_800, cancel_history: [{ cancelled_at: 1_763_650_800 }] })).toEqual({
      paid_at: '2025-11-21T00:00:00+09:00',
      cancel_history: [{ cancelled_at: '2025-11-21T00:00:00+09:00' }],
    });
  });

  it('the output masks personal data in rows, pages and nested objects', () => {
    const row = {
      buyer_name: '홍길동',
      buyer_tel: '010-1234-5678',
      buyer_email: 'gildong@example.com',
      buyer_addr: '서울특별시 성동구 성수이로 20길 16',
      buyer_postcode: '04783',
      vbank_num: '110-123-456789',
    };
    expect(redactMasked({ total: 1, list: [row] }, paged(Payment))).toEqual({
      total: 1,
      list: [
        {
          buyer_name: '홍○동',
          buyer_tel: '•••5678',
          buyer_email: 'g•••@example.com',
          buyer_addr: '서울특별시 성동구 •••',
          buyer_postcode: '•••',
          vbank_num: '•••6789',
        },
      ],
    });
  });

  it('the output never contains identity keys', () => {
    const view = redactMasked({ unique_key: 'CI'.repeat(44), unique_in_site: 'DI'.repeat(32) }, Certification);
    expect(JSON.stringify(view)).not.toMatch(/CI|DI/);
  });

  it('the output hides everything that reveals the first digits of a resident number', () => {
    const view = redactMasked(
      { birthday: '1990-01-01', gender: 'female', foreigner: true, foreigner_v2: false },
      Certification,
    );
    // A hidden flag would be told from a missing one, so both are left out.
    expect(view).toEqual({ birthday: '•••', gender: '•••' });
  });

  it('the output contains personal data when the operator allows it, and never secrets', () => {
    const full = { pii: 'full' } as const;
    expect(redact({ customer_name: '홍길동' }, BillingKey, full)).toEqual({ customer_name: '홍길동' });
    expect(redact({ access_token: 'x'.repeat(40), expired_at: 0 }, AccessToken, full)).toEqual({});
  });

  it('the output keeps unknown fields of PortOne and masks them by name', () => {
    expect(
      redactMasked({
        loyalty_points: 12,
        receiver_phone: '010-1234-5678',
        nested: { user_email: 'a@b.kr', size: 'XL' },
      }),
    ).toEqual({
      loyalty_points: 12,
      receiver_phone: '•••5678',
      nested: { user_email: 'a•••@b.kr', size: 'XL' },
    });
  });

  it('the output masks merchant data by its JSON keys and hides text that is not JSON', () => {
    expect(redactMasked({ custom_data: '{"size":"XL","phone":"01012345678","memo":"call 010-1234-5678"}' })).toEqual({
      custom_data: {
        size: 'XL',
        phone: '•••5678',
        memo: '[masked text, 18 characters; allow with --show-fields memo]',
      },
    });
    expect(redactMasked({ custom_data: '홍길동 010-1234-5678' })).toEqual({ custom_data: '•••' });
  });

  it('the output shows of data without a model only dates, small numbers, and numbers and ids under harmless names', () => {
    const shown = {
      ...{ size: 'XL', order_no: 'A-17', total_amount: 12_000, isGift: true, coupon: 'SUMMER', note: 17, flow: false },
      ...{ sku: 'SKU-2031_b', product_id: '202611180042', sent: '2026-11-18T16:40:00+09:00', status: 'paid' },
    };
    const data = {
      ...shown,
      ...{
        수취인: '홍길동',
        buyerNm: '홍길동',
        recipient: '홍길동',
        orderer: '홍길동',
        lastName: 'Hong',
        guest: '홍길동',
      },
      ...{ 배송지: '성수이로 20길 16', 요청사항: '경비실', memo: '홍길동', nickname: 'gildong7', age: 34 },
      ...{
        product: '홍길동 서울시 강남구',
        category: '홍길동',
        pick: 'Gildong',
        member_no: 'A-99',
        since: '1990-01-31',
      },
      ...{ id: 'zz85', profile: 'zz.hong85', to: 'Hong-Gil-Dong-101', gate: '7788', etc: 900_777, plate: '12ga7788' },
      ...{
        model: 'HongGilDong',
        passport: ['M77889900'],
        lat: 37.777777,
        bday: '2016-07-07',
        source: 'https://sns.example/zz',
        code: 1_098_777_432,
      },
      ...{ link: 'https://shop.example.com/?to=Hong', number: '1012345678', call: 1_012_345_678 },
      ...{ option: '010-9876-5432', item: 'hong@example.com', list: ['홍길동', '김영희'] },
    };
    for (const field of ['custom_data', 'extension', 'a_new_field'] as const) {
      const given = field === 'custom_data' ? JSON.stringify(data) : data;
      const view = Object(redactMasked({ [field]: given }))[field];
      expect(view, field).toMatchObject(shown);
      expect(JSON.stringify(view), field).not.toMatch(
        /길동|영희|Hong|성수|경비|강남|[Gg]ildong|9876|34|A-99|1990|@|to=|1012|zz|77|2016/,
      );
    }
  });

  it('the operator can allow fields without a model by name, but neither numbers of people nor secrets in them', () => {
    const options = { pii: 'masked', shownFields: new Set(['memo', 'token', 'recipient']) } as const;
    const data = { Memo: '문 앞에 두세요 010-9876-5432', recipient: '홍길동', token: 'abc', note: '홍길동' };
    expect(redact({ extension: data }, Payment, options)).toEqual({
      extension: {
        Memo: '문 앞에 두세요 •••',
        recipient: '홍길동',
        token: '•••',
        note: '[masked text, 3 characters; allow with --show-fields note]',
      },
    });
  });

  it('a value that is absent is not shown as a masked one', () => {
    const absent = {
      buyer_tel: '-',
      buyer_name: ' ',
      buyer_email: 'null',
      buyer_addr: 'N/A',
      birth: 0,
      is_minor: false,
    };
    expect(redactMasked({ ...absent, age_birth: 0 })).toEqual({ is_minor: false });
    expect(redactMasked({ certified: false, foreigner: false, birthday: '' }, Certification)).toEqual({
      certified: false,
    });
  });

  it('the number of a virtual account is shown whole while it waits to be paid', () => {
    const row = { status: 'ready', vbank_num: '110-123-456789', vbank_holder: '홍길동' };
    expect(redactMasked(row)).toEqual({ status: 'ready', vbank_num: '110-123-456789', vbank_holder: '홍○동' });
    for (const status of ['paid', 'cancelled', 'failed', undefined])
      expect(redactMasked({ ...row, status })).toMatchObject({ vbank_num: '•••6789' });
  });

  it('full output lifts personal data, never card numbers and secrets', () => {
    const full = { pii: 'full', hideSecrets: (text: string) => text.replaceAll('S3CRET', '•••') } as const;
    const row = {
      ...{ name: '010-9876-5432 hong@example.com', fail_reason: '카드 4111-1111-1111-1111 imp_secret=abc' },
      ...{ cancel_reason: 'S3CRET', custom_data: '{"password":"pw","memo":"홍길동"}', extension: { api_key: 'k' } },
    };
    expect(redact(row, Payment, full)).toEqual({
      ...{ name: '010-9876-5432 hong@example.com', fail_reason: '카드 ••• imp_secret=•••' },
      ...{ cancel_reason: '•••', custom_data: { password: '•••', memo: '홍길동' }, extension: { api_key: '•••' } },
    });
  });

  it('ids that calls take back are never masked, and of numbers made by machines only what is clearly personal', () => {
    const ids = { imp_uid: 'imp_982267530168', merchant_uid: '01098765432', customer_uid: 'hong@example.com' };
    const machineMade = {
      pg_tid: 'StdpayCARD20261121103000123456',
      apply_num: '0212345678',
      pg_id: '4111111111111111',
    };
    expect(redactMasked({ ...ids, ...machineMade })).toEqual({ ...ids, ...machineMade });
    expect(redactMasked({ pg_tid: '010-9876-5432', receipt_url: 'https://r.kr/?m=hong@example.com' })).toEqual({
      ...{ pg_tid: '•••', receipt_url: 'https://r.kr/?m=•••' },
    });
  });

  it('the output removes invisible and bidirectional control characters', () => {
    expect(redactMasked({ name: 'a\u202eb\u200bc\u0007d\u{e0041}e' })).toEqual({ name: 'abcde' });
    expect(redactMasked({ name: 'half \ud800 pair' })).toEqual({ name: 'half \ufffd pair' });
  });

  it('the output keeps values of an unexpected type', () => {
    expect(redactMasked({ amount: '1000', paid_at: 'soon', status: 7, cancel_history: 'none', buyer_name: 7 })).toEqual(
      {
        amount: '1000',
        paid_at: 'soon',
        status: 7,
        // A list that is none matches no model, so nothing is known about it.
        cancel_history: '[masked text, 4 characters; allow with --show-fields cancel_history]',
        buyer_name: '7•••',
      },
    );
  });
});

describe('the mask of a value', () => {
  it.each([
    ['name', '김수', '김○'],
    ['name', '남궁민수', '남○○수'],
    ['name', '홍', '○'],
    ['name', 'Jane Doe', 'J•••'],
    ['phone', '1234', '•••'],
    ['email', 'nobody', '•••'],
    ['card', '510737*********6', '•••6'],
    ['card', '5107-37**-****-1234', '•••1234'],
    ['card', '4092-1234-5678-****', '•••'],
    ['name', '*길동', '•••'],
    ['id', 'song****', 's•••'],
    ['address', '성동구', '•••'],
    ['address', '성수이로 20길 16', '•••'],
    ['address', '12 Main Street, Seoul', '•••'],
    ['address', '세종특별자치시 한누리대로 2130', '세종특별자치시 •••'],
  ] as const)('the mask of a %s turns %s into %s', (kind, value, masked) => {
    expect(mask(kind, value)).toBe(masked);
  });

  it('a mask contains no character that Markdown would read as markup', () => {
    const kinds = ['name', 'phone', 'email', 'address', 'postcode', 'account', 'card', 'birth', 'ip', 'id'] as const;
    const values = ['*길동', '_kim_@example.com', '~~', '`a`', '<b>x</b>', '0012**34', '510737*********6', '홍*동'];
    for (const kind of kinds) for (const value of values) expect(mask(kind, value), kind).not.toMatch(/[*_~`<>]/);
    expect(maskContent('_kim_@example.com 4111-1111-1111-1111')).toBe('••• •••');
  });
});

describe("values nested deeper than PortOne's models", () => {
  const nestArrays = (levels: number) => JSON.parse(`${'['.repeat(levels)}1${']'.repeat(levels)}`);

  it.each([100, 3_000, 50_000])('a value nested %i levels deep is omitted and the rest is kept', (levels) => {
    const view = redactMasked({
      imp_uid: 'imp_1',
      news: nestArrays(levels),
      custom_data: JSON.stringify(nestArrays(100)),
    });
    expect(view).toMatchObject({ imp_uid: 'imp_1' });
    expect(JSON.stringify(view).length).toBeLessThan(500);
  });
});

describe('the masking of free text', () => {
  it.each([
    ...['010-9876-5432', '01098765432', '010.9876.5432', '010 9876 5432', '+82 10-9876-5432', '+82 (0)10 9876 5432'],
    ...['(010) 9876-5432', '０１０－９８７６－５４３２', '010–9876–5432', '0 1 0 9 8 7 6 5 4 3 2', 'user_01098765432'],
    ...['02-123-4567', '031-1234-5678', '0212345678', '+1 415-555-2671', '공일공-구팔칠육-오사삼이', '1.010-9876-5432'],
    ...[
      'hong@example.com',
      'hong (at) example.com',
      '홍길동＠example.com',
      'tel=01098765432',
      '2026-11-21 01098765432',
    ],
    ...['900101-2345678', '9001012345678', '900101-2******', '110-123-456789', '3333-01-1234567'],
    ...['신한은행 110123456789', '계좌번호: 12345678901234', '4111-1111-1111-1111', '4111111111111111'],
    ...['3782-822463-10005', '95404900****1569', '4092-1234-5678-****'],
    ...['birthOrBusinessRegistrationNumber(500203)', 'password2Digits(19)', 'expiry(2029-03)', 'imp_secret=abcdef'],
    ...['010,9876,5432', '010=9876=5432', '010:9876:5432', '010ㅡ9876ㅡ5432', 'O1O-9876-5432', '900101,2345678'],
    ...['4111,1111,1111,1111', '4111/1111/1111/1111', '4111_1111_1111_1111', 'card:5555555555554444exp'],
    ...['hong%40example.com', 'hong%2540example.com', 'hong@예시.한국', 'hong@예시.com', '110.222.336789'],
    ...['KB 110222336789', '토스 100012345678', '예금주 홍길동 110222336789', '계좌 352.0987.6543.21'],
    ...['"buyer_tel":"1234"', '주소: 성동구 성수이로 20길', '비밀번호=1234'],
  ])('the text "%s" is masked', (text) => {
    const masked = maskContent(`거절 ${text}로 연락`);
    expect(masked).toContain('•••');
    expect(masked.replace('2026-11-21', '')).not.toMatch(/\d{4}|500203|\(19\)|2029|abcdef|성수|구팔|hong/);
  });

  it.each([
    ...['[500626|기 취소 거래] imp_982267530168 1,000원', '상품주문 2026112267431308', '주문 order-20261122-000001'],
    ...['ORD-20261121-000123', '2026-11-21 10:00:00', '2026-11-21T09:00:00+09:00', '20261121103000', '1763650800000'],
    ...['1,000,000,000원', '환불 1000000000원', '2611211000123', '203.0.113.7', '123-45-67890', '2026-11-21-0001'],
    ...['보온 텀블러 500ml 외 2건', 'StdpayCARDINIpayTest20261121103000123456', '1588-1234', '2026-01-01 ~ 2026-12-31'],
    ...['1,000,000', '89,000원, 1,000원', '10:20:30', '010:20:30', '2026.11.21 10:20:30', '2026.11.21.0001'],
    ...['입금 IP 203.100.113.207', '100.000.000.000', '123.45.67890', '120.0.6099.109', '261121,1000000'],
    ...[
      '4111,1111,1111,1112',
      '2021,2022,2023,2024',
      '우리 주문 100012345678',
      '토스 20261121103000',
      '토스 1000000000원',
    ],
    ...['텀블러 @ 강남점', '5123456789012345ab', '850101,2345678원', '수량 5,000, 3,000, 4,000'],
    ...['name: 텀블러', 'HTTP 400 (code -1): 잔액부족', '한도초과(8자리)'],
  ])('the text "%s" is kept', (text) => expect(maskContent(text)).toBe(text));

  it.each(['0', '0 ', 'a@', '1-', '신한', '1 ', 'a=(', '4111 ', 'a%40', '@가.', '1ㅡ', '10.'])(
    'a long text of "%s" is masked quickly',
    (part) => {
      const startedAt = performance.now();
      maskContent(part.repeat(20_000 / part.length));
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    },
  );
});
