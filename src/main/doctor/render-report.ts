import type { Language, Localized } from '../../base/bilingual.ts';
import { info } from '../process.ts';
import type { Finding } from './finding.ts';

const labels: Readonly<Record<Finding['status'], Localized>> = {
  ok: { en: '[ok]     ', ko: '[정상]' },
  warning: { en: '[warning]', ko: '[주의]' },
  problem: { en: '[problem]', ko: '[문제]' },
};

export const getExitCode = (findings: readonly Finding[]): 0 | 1 | 2 => {
  if (findings.some(({ status }) => status === 'problem')) return 2;
  return findings.some(({ status }) => status === 'warning') ? 1 : 0;
};

/** Renders the findings, one a line with what to do below it, and a summary. */
export function renderReport(findings: readonly Finding[], lang: Language): string {
  const lines = findings.flatMap(({ status, subject, what, advice }) => [
    `${labels[status][lang]} ${subject[lang]}: ${what[lang]}`,
    ...(advice === undefined ? [] : [`${lang === 'ko' ? '      ' : '         '} → ${advice[lang]}`]),
  ]);
  const title = {
    en: `${info.name} ${info.version}: check of the setup`,
    ko: `${info.name} ${info.version} 설정 점검`,
  };
  return `${[title[lang], '', ...lines, '', summarize(findings)[lang]].join('\n')}\n`;
}

function summarize(findings: readonly Finding[]): Localized {
  const problems = findings.filter(({ status }) => status === 'problem').length;
  const warnings = findings.filter(({ status }) => status === 'warning').length;
  if (problems + warnings === 0) return { en: 'Everything is fine.', ko: '모두 정상입니다.' };
  return {
    en: `${count(problems, 'problem')}, ${count(warnings, 'warning')}.`,
    ko: `문제 ${problems}건, 주의 ${warnings}건.`,
  };
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
