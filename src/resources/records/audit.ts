import { formatKst } from '../../base/korean-time.ts';
import { model, ownData, text } from '../../endpoints/models/field.ts';
import type { Resource } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

const MAX_LINES = 40;

/** A line contains ids, amounts and hashes, no personal data. */
const AuditModel = model({
  // Whether an audit log is kept. The key is part of the published contract, so it keeps its first name.
  ledger: text(),
  note: text(),
  lines: ownData(),
});

export const auditResource: Resource = {
  uri: uriTemplates.audit,
  title: { en: 'Audit log', ko: '감사 로그' },
  description: {
    en: 'Recent requests, confirmations and executed changes, newest first',
    ko: '최근의 요청·승인·실행 내역(최신순)',
  },
  ttlMs: 0,
  async read(_id, context) {
    if (!context.auditTrail)
      return {
        value: { ledger: 'off', note: 'No audit log is kept. The operator can enable one with --audit <file>.' },
        model: AuditModel,
      };
    // Omit the chain fields, which are only needed to verify the file.
    const lines = context.auditTrail.getRecent(MAX_LINES).map(({ prev: _prev, hash: _hash, at, ...line }) => ({
      at: formatKst(Date.parse(String(at)) / 1000),
      ...line,
    }));
    return { value: { ledger: 'on', lines }, model: AuditModel };
  },
};
