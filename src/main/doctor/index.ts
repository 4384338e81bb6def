export { examine } from './examine.ts';
export { getExitCode, renderReport } from './render-report.ts';
