import type { Localized } from '../base/bilingual.ts';
import { ConfigError } from './config-error.ts';
import type { Environment } from './parsers.ts';
import { isPlaceholder } from './setting.ts';
import { serveSettings } from './settings.ts';

const KEY = serveSettings.apiKey.env;
const SECRET = serveSettings.apiSecret.env;
/** Where the keys are in the PortOne console. Source: PortOne guide, console/guide/api-keys. */
const KEYS_PLACE = '결제 연동 > 연동 관리 > 식별코드·API Keys > V1 API';

/** Values as instructions print them: `<your key>`, `your secret`, `%KEY%`, `$KEY`, `{{key}}`, `...`. */
const SAMPLE_VALUE =
  /^(<.*>|\[.*\]|\{\{.*\}\}|%\w+%|\$\w+|\$\{.*\}|\.{2,}|…|x{3,}|(my|your)[\s_-].*|.*여기에.*|.*(입력|넣으세요).*|(rest )?api[\s_-]?(key|secret))$/i;

/** Ids and keys that belong elsewhere, by their form. */
const foreignValues: readonly { form: RegExp; what: Localized }[] = [
  {
    form: /^store-[0-9a-f-]{8,}$/i,
    what: {
      en: 'is a store ID of PortOne V2. This server speaks V1: a V2 store ID and API secret do not work here',
      ko: '포트원 V2의 Store ID입니다. 이 서버는 V1 API를 쓰므로 V2 Store ID와 V2 API Secret은 쓸 수 없습니다',
    },
  },
  {
    form: /^channel-key-/i,
    what: {
      en: 'is a channel key, not an API key',
      ko: 'API 키가 아니라 채널 키입니다',
    },
  },
  {
    form: /^imp\d{8}$/i,
    what: {
      en: 'is the customer identification code for the payment window, not the REST API key',
      ko: 'REST API 키가 아니라 결제창용 고객사 식별코드입니다',
    },
  },
];

interface Credentials {
  apiKey: string;
  apiSecret: string;
}

/** Throws ConfigError if the key or the secret is missing, was left as a placeholder or cannot be one. */
export function assertCredentials({ apiKey, apiSecret }: Credentials, env: Environment): void {
  const missing = [KEY, SECRET].flatMap((name) => describeMissing(name, env[name] ?? ''));
  if (missing.length > 0) throw new ConfigError(describeNeed(missing));
  for (const [name, value] of [
    [KEY, apiKey],
    [SECRET, apiSecret],
  ] as const) {
    const problem = describeForeign(value);
    if (problem)
      throw new ConfigError({
        en: `${name} ${problem.en}; copy the V1 value from the PortOne console: ${KEYS_PLACE}`,
        ko: `${name}: ${problem.ko}. 포트원 콘솔의 ${KEYS_PLACE}에서 V1 값을 복사하세요`,
      });
  }
  if (apiKey === apiSecret)
    throw new ConfigError({
      en: `${KEY} and ${SECRET} are the same; the console shows two different values: ${KEYS_PLACE}`,
      ko: `${KEY}, ${SECRET}: 두 값이 같습니다. 콘솔에는 서로 다른 값이 표시됩니다(${KEYS_PLACE})`,
    });
}

const describeNeed = (missing: readonly Localized[]): Localized => ({
  en: `${KEY} and ${SECRET} must be set (${missing.map(({ en }) => en).join(', ')}); both are in the PortOne console: ${KEYS_PLACE}. --sandbox needs neither and runs on sample data`,
  ko: `${KEY}, ${SECRET}: 둘 다 필요합니다(${missing.map(({ ko }) => ko).join(', ')}). 포트원 콘솔의 ${KEYS_PLACE}에서 복사하세요. --sandbox를 쓰면 키 없이 샘플 데이터로 실행됩니다`,
});

function describeMissing(name: string, value: string): Localized[] {
  const text = value.trim();
  if (text === '') return [{ en: `${name} is missing`, ko: `${name} 없음` }];
  if (isPlaceholder(text))
    return [
      {
        en: `${name} is a placeholder that the client did not fill in: ${text}`,
        ko: `${name}: 클라이언트가 채우지 않은 자리 표시자 ${text}`,
      },
    ];
  if (SAMPLE_VALUE.test(text))
    return [
      {
        en: `${name} still holds the sample text of the instructions`,
        ko: `${name}: 안내문의 예시 문구가 그대로 들어 있음`,
      },
    ];
  return [];
}

function describeForeign(value: string): Localized | undefined {
  const foreign = foreignValues.find(({ form }) => form.test(value));
  if (foreign) return foreign.what;
  // A header cannot carry these, and no key of PortOne's has them: something else was pasted along.
  if (!/^[\x21-\x7e]+$/.test(value))
    return {
      en: 'contains spaces or letters that no key of PortOne has: it may have been copied with other text',
      ko: '포트원 키에 없는 공백이나 문자가 들어 있습니다. 다른 글자까지 복사되었을 수 있습니다',
    };
  return undefined;
}
