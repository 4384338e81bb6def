const FAMILY_NAMES = [
  '김',
  '이',
  '박',
  '최',
  '정',
  '강',
  '조',
  '윤',
  '장',
  '임',
  '한',
  '오',
  '서',
  '신',
  '권',
  '황',
  '안',
  '송',
];
const GIVEN_NAMES = [
  ['민준', 'minjun'],
  ['서연', 'seoyeon'],
  ['도윤', 'doyun'],
  ['하은', 'haeun'],
  ['시우', 'siwoo'],
  ['지우', 'jiwoo'],
  ['예준', 'yejun'],
  ['수아', 'sua'],
  ['주원', 'juwon'],
  ['지아', 'jia'],
  ['현우', 'hyunwoo'],
  ['다은', 'daeun'],
  ['건우', 'geonwoo'],
  ['채원', 'chaewon'],
  ['은우', 'eunwoo'],
  ['소율', 'soyul'],
  ['태윤', 'taeyun'],
] as const;
const ADDRESSES = [
  ['서울특별시 마포구 가상로', '00001'],
  ['경기도 성남시 분당구 보기길', '00002'],
  ['부산광역시 해운대구 예시로', '00003'],
  ['대전광역시 유성구 견본로', '00004'],
  ['광주광역시 북구 모의길', '00005'],
] as const;

/** 18 family names and 17 given names are coprime, so 306 numbers give 306 people. */
export const MAX_BUYERS = FAMILY_NAMES.length * GIVEN_NAMES.length;

/** Creates a fictitious buyer: Korean names, and phone numbers and addresses that do not exist. */
export function createBuyer(number: number) {
  const family = FAMILY_NAMES[number % FAMILY_NAMES.length] ?? '김';
  const [given, latin] = GIVEN_NAMES[number % GIVEN_NAMES.length] ?? GIVEN_NAMES[0];
  const [address, postcode] = ADDRESSES[number % ADDRESSES.length] ?? ADDRESSES[0];
  return {
    buyer_name: `${family}${given}`,
    buyer_email: `${latin}${number}@example.com`,
    buyer_tel: `010-0000-${String(1_000 + (number % 9_000)).padStart(4, '0')}`,
    buyer_addr: `${address} ${(number % 97) + 1}`,
    buyer_postcode: postcode,
  };
}
