import type { Localized } from '../../base/bilingual.ts';
import { formatAmounts } from '../../base/money.ts';
import { ConfigError, type ServeConfig } from '../../config/index.ts';
import { loadPolicy, type MoneyLimit, type PolicyRules } from '../../guard/policy/policy-file.ts';
import { toolDefinitions } from '../../tools/definitions.ts';
import { selectTools } from '../../tools/toolsets/select.ts';
import { createFindings, type Finding } from './finding.ts';

const policy = createFindings({ en: 'Policy', ko: '정책' });
const tools = createFindings({ en: 'Tools', ko: '도구' });

/** Reads the policy, and selects the tools as a start does. */
export async function checkPolicyAndTools(config: ServeConfig): Promise<Finding[]> {
  const warnings: string[] = [];
  let rules: PolicyRules = {};
  const findings: Finding[] = [];
  try {
    const names = toolDefinitions.map(({ definition }) => definition.name);
    if (config.policyFile !== undefined)
      rules = await loadPolicy(config.policyFile, { tools: names, warn: (line) => warnings.push(line) });
    findings.push(describePolicy(config, rules, warnings));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    findings.push(policy.problem({ what: error.text }));
  }
  return [...findings, selectOffered(config, rules.disabled_tools ?? [])];
}

function describePolicy(config: ServeConfig, rules: PolicyRules, warnings: readonly string[]): Finding {
  const { policyFile, secondApproverPin } = config;
  if (policyFile === undefined)
    return policy.ok('none: no caps (--policy <file> sets some)', '없음: 한도 없음(--policy <파일>로 지정)');
  const { en, ko } = summarizePolicy(rules);
  const [warning] = warnings;
  if (warning !== undefined) return policy.warning({ what: { en: warning, ko: warning } });
  if (rules.second_approver_above !== undefined && secondApproverPin === undefined)
    return policy.warning({
      what: { en: `${policyFile}: ${en}`, ko: `${policyFile}: ${ko}` },
      advice: {
        en: 'Nobody can be the second approver: set PORTONE_V1_SECOND_APPROVER_PIN (for a tenant, second_approver_pin_env). Until then calls above that amount are refused.',
        ko: '2차 승인자가 없습니다. PORTONE_V1_SECOND_APPROVER_PIN(상점별로는 second_approver_pin_env)을 지정하세요. 그때까지 그 금액을 넘는 호출은 거부됩니다.',
      },
    });
  return policy.ok(`${policyFile}: ${en}`, `${policyFile}: ${ko}`);
}

const capNames: readonly (readonly ['per_call' | 'per_payment' | 'per_day' | 'per_caller', Localized])[] = [
  ['per_call', { en: 'per call', ko: '건당' }],
  ['per_payment', { en: 'per payment', ko: '결제당' }],
  ['per_day', { en: 'per day', ko: '하루' }],
  ['per_caller', { en: 'per caller and day', ko: '호출자별 하루' }],
];

const formatLimit = (limit: MoneyLimit): string =>
  typeof limit === 'number'
    ? formatAmounts([{ amount: limit, currency: 'KRW' }])
    : Object.entries(limit)
        .map(([currency, amount]) => formatAmounts([{ amount, currency }]))
        .join(' / ');

/** The rules in one line. */
function summarizePolicy(rules: PolicyRules): Localized {
  const { environment, disabled_tools: disabled = [], business_hours: hours, refund, charge } = rules;
  const parts: Localized[] = [];
  for (const [caps, name] of [
    [refund, { en: 'refunds', ko: '환불' }],
    [charge, { en: 'charges', ko: '결제' }],
  ] as const)
    for (const [key, words] of capNames) {
      const limit = caps?.[key];
      if (limit !== undefined)
        parts.push({
          en: `${name.en} ${words.en} at most ${formatLimit(limit)}`,
          ko: `${name.ko} ${words.ko} 최대 ${formatLimit(limit)}`,
        });
    }
  if (rules.second_approver_above !== undefined)
    parts.push({
      en: `second approver above ${formatLimit(rules.second_approver_above)}`,
      ko: `${formatLimit(rules.second_approver_above)} 초과는 2차 승인`,
    });
  if (hours)
    parts.push({ en: `changes from ${hours.from} to ${hours.to} only`, ko: `변경은 ${hours.from}~${hours.to}에만` });
  if (environment)
    parts.push({ en: `${environment} payments only`, ko: environment === 'live' ? '실결제만' : '테스트 결제만' });
  if (disabled.length > 0) parts.push({ en: `${disabled.length} tools off`, ko: `도구 ${disabled.length}개 꺼짐` });
  if (parts.length === 0) return { en: 'limits nothing', ko: '제한 없음' };
  return { en: parts.map(({ en }) => en).join('; '), ko: parts.map(({ ko }) => ko).join(', ') };
}

function selectOffered(config: ServeConfig, disabled: readonly string[]): Finding {
  try {
    const offered = selectTools(toolDefinitions, { ...config, excludeTools: [...config.excludeTools, ...disabled] });
    const note = config.readOnly ? { en: ', read-only', ko: ', 조회 전용' } : { en: '', ko: '' };
    if (offered.length === 0)
      return tools.warning({
        what: { en: 'the settings leave no tool', ko: '설정에 따라 남은 도구가 없습니다' },
        advice: {
          en: 'Check --toolsets, --tools and --exclude-tools.',
          ko: '--toolsets, --tools, --exclude-tools를 확인하세요.',
        },
      });
    return tools.ok(`${offered.length} offered${note.en}`, `${offered.length}개 제공${note.ko}`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return tools.problem({ what: error.text });
  }
}
