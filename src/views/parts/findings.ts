import { type Child, create } from '../page/dom.ts';
import { type Fields, getText } from '../page/fields.ts';
import { koreanFindings } from '../words/korean-findings.ts';
import { getLanguage, localize } from '../words/language.ts';
import { toWords } from '../words/payment-words.ts';
import type { Severity } from '../words/severity.ts';
import { createNotice } from './notice.ts';
import { createSection } from './section.ts';

const words = {
  title: { en: 'Findings', ko: '확인할 점' },
  details: { en: 'Details', ko: '자세히 (영문)' },
};

const toSeverity = (text: string | undefined): Severity => (text === 'problem' || text === 'warning' ? text : 'info');

/** What is wrong with a payment, or should be known. */
export function createFindings(findings: readonly Fields[]): HTMLElement | undefined {
  const items = findings.map((finding) => create('li', {}, createFinding(finding)));
  if (items.length === 0) return undefined;
  return createSection(localize(words.title), create('ul', { class: 'findings' }, ...items));
}

function createFinding(finding: Fields): HTMLElement {
  const code = getText(finding, 'code') ?? 'other';
  const severity = toSeverity(getText(finding, 'severity'));
  const text = getText(finding, 'text');
  const korean = getLanguage() === 'ko' && Object.hasOwn(koreanFindings, code) ? koreanFindings[code] : undefined;
  // Of a finding, the code reads as an English title.
  if (!korean) return createNotice(severity, toWords(code), text);
  return createNotice(severity, korean.title, korean.text, text !== undefined && createParticulars(text));
}

/** The sentence of the server, which has the numbers and names, with the Korean terms in it. */
const createParticulars = (text: string): Child =>
  create('details', {}, create('summary', {}, localize(words.details)), create('p', { lang: 'en' }, text));
