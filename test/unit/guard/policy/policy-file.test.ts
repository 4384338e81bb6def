import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policySchemaPath, renderPolicySchema } from '../../../../scripts/docs/policy-schema.ts';
import { ConfigError } from '../../../../src/config/index.ts';
import { endpoints } from '../../../../src/endpoints/index.ts';
import { loadPolicy, PolicyFile, parsePolicy } from '../../../../src/guard/policy/policy-file.ts';
import { readText } from '../../../support/read-text.ts';

const tools = endpoints.map(({ name }) => name);
const ignore = () => {};

function catchError(text: string): string {
  try {
    parsePolicy(text, 'p.json', { tools, warn: ignore });
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message.replace('--policy p.json:', '');
  }
  return 'no error';
}

describe('the policy file', () => {
  it.each([
    ['', '1:1: not JSON: value expected'],
    ['{"environment": "live",}', '1:24: not JSON: property name expected'],
    ['{\n  "environment" "live"\n}', '2:17: not JSON: colon expected'],
    ['{\n  // why\n  "environment": "live"\n}', '2:3: not JSON: invalid comment token'],
    ['[]', '1:1: the policy must be an object'],
    ['{\n  "environment": "live",\n  "environment": "test"\n}', '3:3: "environment" is there twice'],
    ['{"refund": {"per_day": 1, "per_day": 2}}', '1:27: "per_day" is there twice'],
    [
      '{\n  "refund": {\n    "per_dya": 1\n  }\n}',
      '3:5: "refund.per_dya" is not a key of a policy; did you mean "per_day"?',
    ],
    ['{"__proto__": {"environment": "live"}}', '1:2: "__proto__" is not a key of a policy'],
    ['{"environment": "prod"}', '1:2: "environment" must be "live" or "test"'],
    ['{"business_hours": {"from": "09:00"}}', '1:20: "business_hours.to" is missing'],
    [
      '{"business_hours": {"from": "9:00", "to": "18:00"}}',
      '1:21: "business_hours.from" must be a time such as "09:00"',
    ],
    [
      '{"business_hours": {"from": "09:00", "to": "09:00"}}',
      '1:2: "business_hours" must not begin and end at the same time',
    ],
    [
      '{"business_hours": {"from": "09:00", "to": "18:00", "days": ["mon", "mond"]}}',
      '1:69: "business_hours.days.1" must be "mon" or "tue" or "wed" or "thu" or "fri" or "sat" or "sun"',
    ],
    [
      '{"refund": {"per_call": -1}}',
      '1:13: "refund.per_call" must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}',
    ],
    [
      '{"charge": {"per_day": {"won": 1}}}',
      '1:13: "charge.per_day" must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}',
    ],
    [
      '{"charge": {"per_day": {}}}',
      '1:13: "charge.per_day" must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}',
    ],
    [
      '{"charge": {"per_day": "1"}}',
      '1:13: "charge.per_day" must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}',
    ],
    ['{"refund": {"reason": []}}', '1:13: "refund.reason" must be "required" or a list of the allowed reasons'],
    ['{"charge": {"reason": "required"}}', '1:13: "charge.reason" is not a key of a policy'],
    [
      '{"disabled_tools": ["cancel_paymnt"]}',
      '1:21: "disabled_tools.0" names an unknown tool: "cancel_paymnt"; did you mean "cancel_payment"?',
    ],
    ['{"refund": {"max_age_days": "30"}}', '1:13: "refund.max_age_days" must be a number'],
    ['\uFEFF{"environment": "prod"}', '1:2: "environment" must be "live" or "test"'],
  ])('the policy file %j is rejected with the error "%s"', (text, error) => {
    expect(catchError(text)).toBe(error);
  });

  it.each([
    ['{"lock": "live"}', '1:2', { environment: 'live' }, 'lock', 'environment'],
    [
      '{\n  "tools_off": ["cancel_payment"]\n}',
      '2:3',
      { disabled_tools: ['cancel_payment'] },
      'tools_off',
      'disabled_tools',
    ],
    [
      '{"hours": {"from": "09:00", "to": "18:00"}}',
      '1:2',
      { business_hours: { from: '09:00', to: '18:00' } },
      'hours',
      'business_hours',
    ],
  ])(
    'the policy file %j is accepted, and one warning line names the former and the present key',
    (text, place, rules, former, present) => {
      const warnings: string[] = [];
      expect(parsePolicy(text, 'p.json', { tools, warn: (line) => warnings.push(line) })).toEqual(rules);
      expect(warnings).toEqual([
        `--policy p.json:${place}: "${former}" is now called "${present}"; the former name will be removed in version 0.4.0`,
      ]);
    },
  );

  it.each([
    ['{"lock": "live", "environment": "live"}', '1:2: "lock" is the former name of "environment"', 'environment'],
    [
      '{"disabled_tools": [], "tools_off": []}',
      '1:24: "tools_off" is the former name of "disabled_tools"',
      'disabled_tools',
    ],
    [
      '{"business_hours": {"from": "09:00", "to": "18:00"}, "hours": {"from": "09:00", "to": "18:00"}}',
      '1:54: "hours" is the former name of "business_hours"',
      'business_hours',
    ],
  ])('the policy file %j is rejected, because it uses both names of a key', (text, error, present) => {
    expect(catchError(text)).toBe(`${error}, and both are given; keep "${present}"`);
  });

  it.each([
    ['{"lock": "prod"}', '1:2: "lock" must be "live" or "test"'],
    [
      '{"tools_off": ["cancel_paymnt"]}',
      '1:16: "tools_off.0" names an unknown tool: "cancel_paymnt"; did you mean "cancel_payment"?',
    ],
    ['{"hours": {"from": "09:00"}}', '1:11: "hours.to" is missing'],
  ])('the error about the policy file %j names the key as the file does', (text, error) => {
    expect(catchError(text)).toBe(error);
  });

  it('an empty policy file is valid', () => {
    expect(parsePolicy('{}', 'p.json', { tools, warn: ignore })).toEqual({});
  });

  it('the published JSON schema of the policy file is up to date', () => {
    expect(readText(policySchemaPath), 'the format has changed: npm run accept').toBe(renderPolicySchema());
  });

  it('the example policy file and its documentation cover every key', async () => {
    const example = await loadPolicy('docs/policy.example.json', { tools, warn: ignore });
    expect(Object.keys(example).sort()).toEqual(Object.keys(PolicyFile.shape).sort());
    const document = await readFile('docs/policy.md', 'utf8');
    const keys = [
      PolicyFile.shape,
      PolicyFile.shape.refund.unwrap().shape,
      PolicyFile.shape.business_hours.unwrap().shape,
    ].flatMap((shape) => Object.keys(shape));
    expect(keys.filter((key) => !document.includes(key))).toEqual([]);
  });
});

describe('a policy file that cannot be loaded', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['is not there', 'none.json', /none\.json: does not exist \(ENOENT\)$/],
    ['is a folder', '.', /: is a folder, not a file \(EISDIR\)$/],
  ])('the policy file is rejected when it %s', async (_name, file, message) => {
    await expect(loadPolicy(join(folder, file), { tools, warn: ignore })).rejects.toThrow(message);
  });

  it('a policy file over one megabyte is rejected', async () => {
    const path = join(folder, 'large.json');
    await writeFile(path, ' '.repeat(1_000_001));
    await expect(loadPolicy(path, { tools, warn: ignore })).rejects.toThrow(ConfigError);
  });
});
