import { describe, expect, it } from 'vitest';
import { issueBillingKey } from '../../../../src/endpoints/catalog/billing-keys.ts';
import { Secret, Text } from '../../../../src/endpoints/fields.ts';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { getSecretFields } from '../../../../src/guard/confirmation/secret-field.ts';

const findField = (name: string) => {
  const [field] = getSecretFields({ [name]: Secret() });
  if (!field) throw new Error(`${name} is not secret`);
  return field;
};

describe('the secret fields of the approval page', () => {
  it('the secret fields are the secret arguments, required when the operation requires them', () => {
    expect(getSecretFields(issueBillingKey.fields).map(({ name, required }) => [name, required])).toEqual([
      ['card_number', true],
      ['expiry', true],
      ['birth', false],
      ['pwd_2digit', false],
      ['cvc', false],
    ]);
    expect(getSecretFields({ note: Text() })).toEqual([]);
  });

  // Its two secrets are the operator's own and come from the environment.
  const endpointsWithInput = endpoints.filter(({ name }) => name !== 'get_access_token');
  it.each([...new Set(endpointsWithInput.flatMap(({ fields }) => getSecretFields(fields).map(({ name }) => name)))])(
    'the secret field %s has a label and a hint in both languages',
    (name) => {
      const { label, hint } = findField(name);
      expect(label.en).not.toBe(name);
      expect(label.ko).toMatch(/\p{Script=Hangul}/u);
      expect(hint.ko).toMatch(/\p{Script=Hangul}/u);
    },
  );

  it.each([
    ['card_number', '4092021123456789', '4092-0211-2345-6789'],
    ['card_number', ' 4092 0211-2345 6789 ', '4092-0211-2345-6789'],
    ['card_number', '４０９２０２１１２３４５６７８９', '4092-0211-2345-6789'],
    ['card_number', '378282246310005', '3782-8224-6310-005'],
    ['expiry', '2029-03', '2029-03'],
    ['expiry', '202903', '2029-03'],
    ['expiry', '03/29', '2029-03'],
    ['expiry', '03 / 29', '2029-03'],
    ['expiry', '0329', '2029-03'],
    ['birth', '990817', '990817'],
    ['birth', '123-45-67890', '1234567890'],
    ['pwd_2digit', '07', '07'],
    ['cvc', '0123', '0123'],
    ['otp', '123 456', '123456'],
    ['gender_digit', '3', '3'],
    ['identifier', '010-1234-5678', '01012345678'],
    ['escrow_password', 'a b-c', 'a b-c'],
  ])('the secret field %s reads %j as %j', (name, typed, value) => {
    expect(findField(name).parse(typed)).toBe(value);
  });

  it.each([
    ['card_number', '4092-0211-2345'],
    ['card_number', '4092-0211-2345-678x'],
    ['expiry', '13/29'],
    ['expiry', '2029-00'],
    ['expiry', '3/29'],
    ['birth', '19990817'],
    ['pwd_2digit', '7'],
    ['pwd_2digit', '1234'],
    ['cvc', '12'],
    ['otp', '12'],
    ['gender_digit', '12'],
    ['identifier', '0101234'],
    ['escrow_password', 'a\u0000b'],
  ])('the secret field %s rejects %j', (name, typed) => {
    expect(findField(name).parse(typed)).toBeUndefined();
  });

  it('the secret field rejects a value that the operation itself would reject', () => {
    const [field] = getSecretFields({ escrow_password: Secret(4).optional() });
    expect([field?.parse('1234'), field?.parse('12345')]).toEqual(['1234', undefined]);
  });
});
