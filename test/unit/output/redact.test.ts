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
    expect(view).toEqual({ birthday: '•••', gender: '•••', foreigner: '•••', foreigner_v2: '•••' });
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
      custom_data: { size: 'XL', phone: '•••5678', memo: '•••' },
    });
    expect(redactMasked({ custom_data: '홍길동 010-1234-5678' })).toEqual({ custom_data: '•••' });
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
        cancel_history: 'none',
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

describe('the masking of free text from a PG', () => {
  it.each([
    ['카드 4111-1111-1111-1111 거절', '카드 ••• 거절'],
    ['010-1234-5678로 연락, gildong@example.com', '•••로 연락, •••'],
    ['[500626|기 취소 거래] imp_982267530168 1,000원', '[500626|기 취소 거래] imp_982267530168 1,000원'],
    ['상품주문 2026112267431308', '상품주문 2026112267431308'],
    ['주문 order-20261122-000001', '주문 order-20261122-000001'],
  ])('the text "%s" is masked as "%s"', (sentence, shownAs) => expect(maskContent(sentence)).toBe(shownAs));
});
