/**
 * `npm run pg-words -- <texts.json>` prints how error texts of PGs are classified: how many are not recognized, by PG, and
 * the reasons. The texts, rows of PG, code and text, are not part of the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { formatReport } from './pg-words/report.ts';
import { findRuleViolations } from './pg-words/rules.ts';
import { classifyText } from './pg-words/texts.ts';

const Texts = z.array(z.tuple([z.string(), z.string(), z.string()]));

const path = process.argv[2] ?? process.env.PG_ERROR_TEXTS;
if (path === undefined || !existsSync(path)) {
  const reason = path === undefined ? 'No texts were given' : `There is no file ${path}`;
  console.log(`Skipped. ${reason}: npm run pg-words -- <texts.json>, or set PG_ERROR_TEXTS.`);
} else {
  const texts = Texts.parse(JSON.parse(readFileSync(path, 'utf8'))).map(classifyText);
  console.log(formatReport(texts));
  const violations = texts.flatMap(findRuleViolations);
  console.log(`\nRules broken: ${violations.length}`);
  for (const violation of violations) console.log(`- ${violation}`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
