import { describe, expect, it } from 'vitest';
import { maskContent } from '../../../src/output/content-mask.ts';

describe('the mask of texts from outside', () => {
  it.each(['imp_823130682561', 'imps_023456789012', 'imp_440123456789'])(
    'the id %s stays whole although its digits look like a number of a person',
    (id) => {
      expect(maskContent(`${id} 결제건의 현금영수증이 없습니다.`)).toBe(`${id} 결제건의 현금영수증이 없습니다.`);
    },
  );

  it.each(['imp_01012345678', 'imp_821012345678', 'imp_010-1234-5678', 'imp_0212345678', 'ximp_823130682561'])(
    'a telephone number that somebody glued to the prefix of an id in %s stays hidden',
    (text) => {
      expect(maskContent(text)).toMatch(/^x?imp_•••$/);
    },
  );

  it('a number of the same form without the prefix of an id stays hidden', () => {
    expect(maskContent('연락처 823130682561')).toBe('연락처 •••');
  });
});
