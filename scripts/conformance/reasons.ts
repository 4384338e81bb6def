import type { Revision } from './suite.ts';

/** Scenarios that every server must pass, whatever it offers. */
export const requiredScenarios: Record<Revision, readonly string[]> = {
  '2025-11-25': [
    'server-initialize',
    'server-session-lifecycle',
    'ping',
    'tools-list',
    'resources-list',
    'prompts-list',
    'server-sse-multiple-streams',
    'server-sse-polling',
    'dns-rebinding-protection',
  ],
  '2026-07-28': [
    'tools-list',
    'resources-list',
    'prompts-list',
    'sep-2164-resource-not-found',
    'caching',
    'dns-rebinding-protection',
    'http-header-validation',
    'server-sse-multiple-streams',
    'input-required-result-unsupported-methods',
    'input-required-result-ignore-extra-params',
    'input-required-result-validate-input',
    'input-required-result-missing-input-response',
  ],
};

const FIXTURE = 'calls tools, resources or prompts that exist only in the test server';

/** Why a failure does not matter for this project; undefined if it does. */
const reasons: readonly [RegExp, string][] = [
  [/^tasks-/, 'an extension that the SDK does not support and this server does not need'],
  [/^json-schema-2020-12$/, 'pending: the suite does not count it'],
];

const productReasons: readonly [RegExp, string][] = [
  ...reasons,
  [/^logging-set-level$/, 'logging is deprecated in the protocol, and the server does not declare it'],
  [/^server-stateless$/, 'four of its checks call tools that exist only in the test server'],
  [/^(tools-call|elicitation|prompts-get|http-custom-header)-/, FIXTURE],
  [/^resources-(read|templates|subscribe|unsubscribe)/, FIXTURE],
  [/^input-required-result-/, FIXTURE],
  [/^completion-complete$/, FIXTURE],
];

export function findReason(scenario: string, server: 'fixture' | 'product'): string | undefined {
  const known = server === 'fixture' ? reasons : productReasons;
  return known.find(([pattern]) => pattern.test(scenario))?.[1];
}
