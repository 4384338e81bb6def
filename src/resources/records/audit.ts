import { formatKst } from '../../base/korean-time.ts';
import { list, model, text } from '../../endpoints/models/field.ts';
import type { Resource } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

const MAX_LINES = 40;

/** A line holds ids, amounts and digests, nothing about a person. */
const AuditModel = model({
  ledger: text(),
  note: text(),
  lines: list(model({ at: text(), step: text(), tool: text() })),
});

export const auditResource: Resource = {
  uri: uriTemplates.audit,
  title: { en: 'Audit', ko: '감사 기록' },
  description: {
    en: 'What was asked, agreed and done lately, the latest first',
    ko: '최근의 요청·동의·실행 기록(최신순)',
  },
  ttlMs: 0,
  async read(_id, context) {
    if (!context.auditTrail)
      return {
        value: { ledger: 'off', note: 'The operator keeps no ledger; --audit <file> begins one.' },
        model: AuditModel,
      };
    // What chains the lines is for whoever checks the file.
    const lines = context.auditTrail.getRecent(MAX_LINES).map(({ prev: _prev, hash: _hash, at, ...line }) => ({
      at: formatKst(Date.parse(String(at)) / 1000),
      ...line,
    }));
    return { value: { ledger: 'on', lines }, model: AuditModel };
  },
};
