import type { Localized } from '../base/bilingual.ts';
import { normalizeForMatch } from '../base/text.ts';
import { banks } from './banks.ts';

/** What people call the banks, besides the names in `banks`, normalized and without 은행 or "bank" at the end. */
const spokenNames: Readonly<Record<string, readonly string[]>> = {
  '002': ['산업', 'kdb', 'kdb산업'],
  '003': ['기업', 'ibk', 'ibk기업'],
  '004': ['국민', 'kb', 'kookmin'],
  '007': ['수협', 'sh수협', 'suhyup'],
  '011': ['농협', '농협중앙회', 'nh', 'nonghyup'],
  '012': ['지역농협', '단위농협', '축협', '농축협'],
  '020': ['우리', 'woori'],
  '023': ['제일', 'sc', '스탠다드차타드'],
  '027': ['씨티', '시티', 'citi'],
  '031': ['대구', 'im', 'im뱅크', '아이엠뱅크', 'daegu'],
  '032': ['부산', 'bnk부산', 'busan'],
  '034': ['광주', 'gwangju', 'kwangju'],
  '035': ['제주', 'jeju'],
  '037': ['전북', 'jeonbuk'],
  '039': ['경남', 'bnk경남', 'gyeongnam', 'kyongnam'],
  '045': ['새마을', 'mg', 'mg새마을금고'],
  '048': ['신용협동조합', 'shinhyup'],
  '050': ['저축', '상호저축', '상호저축은행'],
  '054': ['hsbc'],
  '064': ['산림조합'],
  '071': ['우체국예금', '우정사업본부', 'epost'],
  '081': ['하나', 'hana', 'keb하나', 'keb', '외환', 'keb외환'],
  '088': ['신한', 'shinhan'],
  '089': ['k뱅크', 'kbank'],
  '090': ['카카오', '카뱅', 'kakao'],
  '092': ['토스', '토뱅', 'toss'],
};

const codesByName = new Map<string, string>();
for (const { code, name } of banks)
  for (const one of [name.en, name.ko, ...(spokenNames[code] ?? [])]) codesByName.set(normalizeForMatch(one), code);

/** Returns the standard code of a bank by its name as people write it, in Korean or English. */
export function findBankByName(name: string): string | undefined {
  const normalized = normalizeForMatch(name);
  return codesByName.get(normalized) ?? codesByName.get(normalized.replace(/(?:은행|bank)$/, ''));
}

/** Both names of a bank by one that people or PGs write; undefined if it is not known. */
export function findBankName(text: string): Localized | undefined {
  const code = findBankByName(text);
  return banks.find((bank) => bank.code === code)?.name;
}
