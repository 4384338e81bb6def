import { expect, it } from 'vitest';
import { CustomerView } from '../../../src/desk/customer/customer-view.ts';
import { detectFindings } from '../../../src/desk/investigate/findings/index.ts';
import { Investigation } from '../../../src/desk/investigate/investigate.ts';
import { SubscriptionReview } from '../../../src/desk/subscriptions/review.ts';
import { getFieldMeta } from '../../../src/endpoints/sensitivity.ts';
import { inferPiiKind } from '../../../src/output/mask.ts';
import { examples } from '../../support/finding-examples.ts';
import { collectLeaves } from '../../support/schema-leaves.ts';

it.each([
  ['investigate_payment', Investigation],
  ['review_subscriptions', SubscriptionReview],
  ['get_customer', CustomerView],
])('every field in the result of %s declares its privacy', (name, model) => {
  const leaves = collectLeaves(model, name);
  expect(leaves.filter(({ schema }) => getFieldMeta(schema) === undefined).map(({ at }) => at)).toEqual([]);
  const exposed = leaves.filter(({ at, schema }) => {
    const field = at.split('.').at(-1) ?? '';
    // The name of the product.
    return field !== 'name' && inferPiiKind(field) !== undefined && getFieldMeta(schema)?.privacy === 'nonSensitive';
  });
  expect(exposed.map(({ at }) => at)).toEqual([]);
});

it('every argument of a suggested call is shown, since a masked one could not be called', () => {
  const shown = collectLeaves(Investigation, 'result').map(({ at }) => at.split('.').at(-1)?.replace(/\W+$/, ''));
  const steps = Object.values(examples).flatMap(({ is }) => is.flatMap((one) => detectFindings(one).steps));
  const names = new Set(steps.flatMap((step) => Object.keys(step.arguments)));
  expect([...names].filter((name) => !shown.includes(name))).toEqual([]);
  expect(names).toContain('full_refund');
});
