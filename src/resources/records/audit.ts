import { koreanTime } from '../../base/korean-time.ts';
import { list, model, text } from '../../endpoints/models/field.ts';
import { noAudit } from '../../guard/audit/audit.ts';
import type { Resource } from '../resource.ts';
import { templates } from '../uri.ts';

const LATEST = 40;

/** A line holds ids, amounts and digests, nothing about a person. */
const Audit = model({ ledger: text(), note: text(), lines: list(model({ at: text(), step: text(), tool: text() })) });

export const audit: Resource = {
  uri: templates.audit,
  title: { en: 'Audit', ko: '감사 기록' },
  description: {
    en: 'What was asked, agreed and done lately, the latest first',
    ko: '최근의 요청·동의·실행 기록(최신순)',
  },
  ttlMs: 0,
  async read(_id, context) {
    if (context.audit === noAudit)
      return {
        value: { ledger: 'off', note: 'The operator keeps no ledger; --audit <file> begins one.' },
        model: Audit,
      };
    // What chains the lines is for whoever checks the file.
    const lines = context.audit.recent(LATEST).map(({ prev: _prev, hash: _hash, at, ...line }) => ({
      at: koreanTime(Date.parse(String(at)) / 1000),
      ...line,
    }));
    return { value: { ledger: 'on', lines }, model: Audit };
  },
};
