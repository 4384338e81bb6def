import { expect, it } from 'vitest';
import { draftRow } from '../../../scripts/draft/row-text.ts';
import { listArguments } from '../../../scripts/drift/document.ts';

it('a drafted row follows the form of the catalog', () => {
  const args = listArguments(
    {
      parameters: [
        { name: 'imp_uid', in: 'path', type: 'string', required: true },
        { name: 'schedule-status', in: 'query', type: 'string', enum: ['scheduled', 'revoked'] },
        { name: 'customer_uid[]', in: 'query', type: 'array', items: 'string', required: true },
        { name: 'extra[requester]', in: 'query', type: 'string' },
        { name: 'amount', in: 'formData', type: 'integer', required: true },
        { name: 'buyer_name', in: 'formData', type: 'string', maxLength: '16' },
        { name: 'until_at', in: 'formData', type: 'integer' },
        {
          name: 'parts',
          in: 'formData',
          type: 'array',
          items: { required: ['label'], properties: { label: { type: 'string' }, open: { type: 'boolean' } } },
        },
      ],
    },
    'post',
    { paths: {} },
  );
  expect(draftRow('POST /things/{imp_uid}/do-it', args)).toBe(
    `export const postThingsDoIt = endpoint('POST /things/{imp_uid}/do-it', {
  name: 'post_things_do_it',
  title: '…',
  description: '…',
  effect: 'write',
  path: {
    imp_uid: ImpUid(),
  },
  query: {
    schedule_status: Choice('scheduled', 'revoked').optional(),
    customer_uids: z.array(CustomerUid()),
    extra: z.strictObject({ requester: Text().optional() }).optional(),
  },
  body: {
    amount: IntAmount(),
    buyer_name: Name(16).optional(),
    until_at: Time().optional(),
    parts: z.array(z.strictObject({ label: Text(), open: Flag().optional() })).optional(),
  },
  wire: { schedule_status: 'schedule-status', customer_uids: 'customer_uid[]' },
  returns: …,
});`,
  );
});
