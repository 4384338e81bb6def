/**
 * Card companies by PortOne's standard codes: three-digit KFTC codes, and five-digit codes for foreign brands without
 * one. Source: the card code tables of PortOne's V1 documentation.
 */
export const cards: readonly { code: string; name: string }[] = [
  { code: '361', name: 'BC카드' },
  { code: '364', name: '광주카드' },
  { code: '365', name: '삼성카드' },
  { code: '366', name: '신한카드' },
  { code: '367', name: '현대카드' },
  { code: '368', name: '롯데카드' },
  { code: '369', name: '수협카드' },
  { code: '370', name: '씨티카드' },
  { code: '371', name: 'NH카드' },
  { code: '372', name: '전북카드' },
  { code: '373', name: '제주카드' },
  { code: '374', name: '하나카드' },
  { code: '381', name: 'KB국민카드' },
  { code: '002', name: 'KDB산업은행카드' },
  { code: '041', name: '우리카드' },
  { code: '045', name: '새마을금고카드' },
  { code: '048', name: '신협카드' },
  { code: '071', name: '우체국카드' },
  { code: '089', name: '케이뱅크카드' },
  { code: '090', name: '카카오뱅크카드' },
  { code: '10001', name: '해외은련카드' },
  { code: '10002', name: '해외다이너스카드' },
  { code: '10003', name: '해외아멕스카드' },
  { code: '10004', name: '해외마스터카드' },
  { code: '10005', name: '해외비자카드' },
  { code: '10006', name: '해외JCB카드' },
];
