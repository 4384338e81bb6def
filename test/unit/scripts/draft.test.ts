import { expect, it } from 'vitest';
import { draftEndpoint } from '../../../scripts/draft/endpoint-text.ts';
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
  confirm: …, // does a person decide? with money also \`money\`
  followUpTool: …,
  readBack: …,
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
  returns: ThingsDoIt,
});`,
  );
});

const schema = {
  allOf: [
    { properties: { code: { type: 'integer' }, message: { type: 'string' } } },
    {
      properties: {
        response: {
          properties: {
            imp_uid: { type: 'string' },
            buyer_tel: { type: 'string' },
            paid_at: { type: 'integer' },
            items: { type: 'array', items: { properties: { label: { type: 'string' }, price: { type: 'number' } } } },
          },
        },
      },
    },
  ],
};

it('drafts the imports of a row and the model of its answer from the document', () => {
  const operation = {
    parameters: [{ name: 'imp_uid', in: 'path', type: 'string', required: true }],
    responses: { 200: { schema } },
  };
  const { text, note } = draftEndpoint('GET /demo/{imp_uid}', { paths: { '/demo/{imp_uid}': { get: operation } } });
  expect(note).toBeUndefined();
  expect(text).toBe(`// src/endpoints/catalog/<domain>.ts
import { endpoint } from '../endpoint.ts';
import { ImpUid } from '../fields.ts';
import { Demo } from '../models/demo.ts';

export const getDemo = endpoint('GET /demo/{imp_uid}', {
  name: 'get_demo',
  title: '…',
  description: '…',
  effect: 'read',
  path: {
    imp_uid: ImpUid(),
  },
  returns: Demo,
});

// src/endpoints/models/demo.ts
import { list, model, number, personalText, text, time } from './field.ts';

export const Demo = model({
  imp_uid: text(),
  buyer_tel: personalText('phone'),
  paid_at: time(),
  items: list(model({ label: text(), price: number() })),
});

// src/endpoints/titles.ts: the title in Korean
  get_demo: '…',`);
});

it('drafts what the path tells when the document has no such operation, and says what to give', () => {
  const { text, note } = draftEndpoint('DELETE /demo/{imp_uid}/{label}', { paths: {} });
  expect(text).toContain('readBack: …,\n  path: {\n    imp_uid: ImpUid(),\n    label: Segment(),\n  },');
  expect(note).toMatch(/^The document has no "DELETE \/demo.*PORTONE_SWAGGER/);
});
