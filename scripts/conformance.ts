import { findReason } from './conformance/reasons.ts';
import { revisions, runSuite } from './conformance/suite.ts';

/** Runs the protocol's conformance suite against a running server and reports for each failure whether it matters. */
const [url] = process.argv.slice(2);
if (url === undefined || !URL.canParse(url)) {
  console.error('usage: npm run conformance -- <url of /mcp>');
  process.exit(2);
}
for (const revision of revisions) {
  const scenarios = await runSuite(url, revision);
  const failed = scenarios.filter((scenario) => scenario.failed > 0);
  const passed = scenarios.length - failed.length;
  console.log(`${revision}: ${passed} scenarios passed, ${failed.length} did not`);
  for (const { name } of failed) {
    const reason = findReason(name, 'product');
    console.log(`  ${name}: ${reason ?? 'FAILED'}`);
    if (reason === undefined) process.exitCode = 1;
  }
}
