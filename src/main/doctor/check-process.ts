import { access } from 'node:fs/promises';
import type { DoctorConfig } from '../../config/index.ts';
import { describeOldNode } from '../node-version.ts';
import { createFindings, type Finding } from './finding.ts';

const node = createFindings({ en: 'Node', ko: 'Node' });
const configuration = createFindings({ en: 'Configuration', ko: '설정' });
const language = createFindings({ en: 'Language', ko: '언어' });
const certificates = createFindings({ en: 'CA certificates', ko: 'CA 인증서' });

export function checkNode(version: string): Finding {
  const problem = describeOldNode(version);
  return problem ? node.problem({ what: problem }) : node.ok(`${version} is supported`, `${version}, 지원되는 버전`);
}

export function checkConfiguration({ serve, problems, given }: DoctorConfig): Finding[] {
  if (problems.length > 0 || !serve)
    return problems.map((what) => configuration.problem({ what: { en: what.en, ko: what.ko } }));
  if (serve.lacksKey)
    return [
      configuration.warning({
        what: { en: 'no key is set, so only sample data is shown', ko: '키가 없어 샘플 데이터만 표시합니다' },
        advice: {
          en: 'Enter the key and secret of the REST API V1 in the settings of your client.',
          ko: '클라이언트 설정에 REST API V1의 키와 시크릿을 입력하세요.',
        },
      }),
    ];
  const names = given.join(', ');
  const mode = serve.sandbox
    ? { en: 'sandbox with sample data', ko: '샌드박스(샘플 데이터)' }
    : { en: `PortOne at ${new URL(serve.baseUrl).host}`, ko: `포트원 ${new URL(serve.baseUrl).host}` };
  return [
    configuration.ok(
      `${mode.en}; set: ${names || 'nothing, so every setting has its default'}`,
      `${mode.ko}, 지정된 설정: ${names || '없음(모두 기본값)'}`,
    ),
  ];
}

export const checkLanguage = ({ lang }: DoctorConfig): Finding =>
  lang === 'ko'
    ? language.ok('Korean (change it with PORTONE_V1_LANG=en)', '한국어(PORTONE_V1_LANG=en으로 바꿀 수 있음)')
    : language.ok('English (change it with PORTONE_V1_LANG=ko)', '영어(PORTONE_V1_LANG=ko로 바꿀 수 있음)');

/** Node only warns, on a stderr that nobody reads, about a file that it cannot read. */
export async function checkCertificates({ extraCaCerts: file }: DoctorConfig): Promise<Finding[]> {
  if (file === undefined) return [];
  const isReadable = await access(file).then(
    () => true,
    () => false,
  );
  if (isReadable) return [certificates.ok(`${file} is used`, `${file} 사용`)];
  return [
    certificates.problem({
      what: {
        en: `NODE_EXTRA_CA_CERTS names ${file}, which cannot be read`,
        ko: `NODE_EXTRA_CA_CERTS의 ${file} 파일을 읽을 수 없습니다`,
      },
      advice: { en: 'Give the full path of a PEM file.', ko: 'PEM 파일의 전체 경로를 지정하세요.' },
    }),
  ];
}
