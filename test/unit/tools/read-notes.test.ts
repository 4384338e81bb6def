import { expect, it } from 'vitest';
import { describeOmissions } from '../../../src/tools/read-notes.ts';

const certification = {
  pg_provider: 'danal',
  certified: true,
  birth: 694_224_000,
  birthday: '1992-01-01',
  phone: '01012345678',
  carrier: 'SKT',
  foreigner: false,
};

it('a masked date of birth says that it cannot be checked here, and who can', () => {
  expect(describeOmissions('get_certification', certification, 'masked')).toBe(
    'The masked date of birth cannot be checked here, not even by asking again: a person can in the PortOne console.',
  );
});

it('a date of birth that is shown or missing has no such note', () => {
  expect(describeOmissions('get_certification', certification, 'full')).toBeUndefined();
  const { birth: _, birthday: __, ...rest } = certification;
  expect(describeOmissions('get_certification', rest, 'masked')).toBeUndefined();
});

it('what the PG withholds is explained beside it', () => {
  const { phone: _, ...rest } = certification;
  const note = describeOmissions('get_certification', rest, 'masked');
  expect(note).toMatch(/^Not given: phone\. Danal .* PortOne console\.$/);
});

it('the record of another endpoint has no note', () => {
  expect(describeOmissions('get_payment', certification, 'masked')).toBeUndefined();
});
