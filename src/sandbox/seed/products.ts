/** Products of the sandbox's shop, prices in KRW. */
export const products: readonly { name: string; amount: number }[] = [
  { name: '핸드드립 원두 500g', amount: 18_000 },
  { name: '무선 키보드', amount: 64_900 },
  { name: '면 티셔츠 3팩', amount: 29_700 },
  { name: '스테인리스 텀블러', amount: 24_000 },
  { name: '캠핑 의자', amount: 45_500 },
  { name: '러닝화', amount: 119_000 },
  { name: '제주 감귤 5kg', amount: 27_900 },
  { name: '블루투스 이어폰', amount: 89_000 },
  { name: '요가 매트', amount: 32_000 },
  { name: '유기농 그래놀라', amount: 12_500 },
  { name: '전기 주전자', amount: 39_800 },
  { name: '린넨 침구 세트', amount: 158_000 },
  { name: '아동 그림책 10권', amount: 76_000 },
  { name: '수분 크림', amount: 34_000 },
  { name: '반려견 간식 세트', amount: 21_000 },
  { name: '온라인 강의 1개월', amount: 49_000 },
];
