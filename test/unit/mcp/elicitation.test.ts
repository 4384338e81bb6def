import { describe, expect, it } from 'vitest';
import { buildElicitation, parseElicitResult } from '../../../src/mcp/elicitation.ts';

const form = {
  status: 'pending',
  channel: 'form',
  message: '?',
  token: 't',
  choice: { title: 'Go ahead?', no: 'No', yes: 'Yes, refund ₩1,000' },
} as const;
const link = { status: 'pending', channel: 'url', message: '?', token: 't', url: 'http://127.0.0.1:1/a/x' } as const;

describe('the form of a question', () => {
  it.each(['2025-11-25', '2026-07-28'])(
    'in %s the form has titled choices without a default, and no comes first',
    (revision) => {
      expect(buildElicitation(form, { lang: 'en', revision }).params).toMatchObject({
        mode: 'form',
        requestedSchema: {
          properties: {
            confirm: {
              type: 'string',
              title: 'Go ahead?',
              oneOf: [
                { const: 'no', title: 'No' },
                { const: 'yes', title: 'Yes, refund ₩1,000' },
              ],
            },
          },
          required: ['confirm'],
        },
      });
      expect(JSON.stringify(buildElicitation(form, { lang: 'en', revision }))).not.toContain('default');
    },
  );

  it('in 2025-06-18 the form has nothing that is newer than this revision', () => {
    expect(buildElicitation(form, { lang: 'en', revision: '2025-06-18' }).params).toMatchObject({
      requestedSchema: {
        properties: {
          confirm: { type: 'string', enum: ['no', 'yes'], enumNames: ['No', 'Yes, refund ₩1,000'] },
        },
      },
    });
    expect(JSON.stringify(buildElicitation(form, { lang: 'en', revision: '2025-06-18' }))).not.toContain('oneOf');
  });

  it('a high amount is typed before the choice', () => {
    const { params } = buildElicitation(
      { ...form, amountToType: '₩1,500,000' },
      { lang: 'ko', revision: '2025-11-25' },
    );
    expect(params).toMatchObject({ requestedSchema: { required: ['amount', 'confirm'] } });
  });

  it('a link has an id, and another one each time', () => {
    const build = () => Object(buildElicitation(link, { lang: 'en', revision: '2026-07-28' }).params).elicitationId;
    expect(build()).toMatch(/^[0-9a-f-]{36}$/);
    expect(build()).not.toBe(build());
  });
});

describe('the reading of a reply', () => {
  it.each([
    [{ action: 'accept', content: { confirm: 'yes' } }, 'approved'],
    [{ action: 'accept', content: { confirm: 'no' } }, 'declined'],
    [{ action: 'decline', content: { confirm: 'yes' } }, 'declined'],
    [{ action: 'cancel', content: { confirm: 'yes' } }, 'closed'],
    [{ action: 'accept', content: { confirm: 'Yes, refund ₩1,000' } }, 'no_choice'],
    [{ action: 'accept', content: 'yes' }, 'no_choice'],
    [{ action: 'accept' }, 'no_choice'],
    [{ action: ['accept'], content: { confirm: 'yes' } }, 'failed'],
    [{ content: { confirm: 'yes' } }, 'failed'],
    [undefined, 'failed'],
    [null, 'failed'],
    ['accept', 'failed'],
  ])('a form answered with %j is read as %s', (result, decision) => {
    expect(parseElicitResult(result, 'form')).toMatchObject({ decision });
  });

  it('a link that is accepted is opened, without any content', () => {
    expect(parseElicitResult({ action: 'accept' }, 'url')).toEqual({ decision: 'approved' });
  });
});
