import type { Ticket } from '../ticket.ts';

/** What PortOne does not have. The right answer says so, and no call is needed for it. */
const buildAbsent = (id: string, question: string): Ticket => ({
  id,
  question,
  truth: () => ({ portone_can_tell: false }),
  solve: async () => ({ portone_can_tell: false }),
});

export const absent: readonly Ticket[] = [
  buildAbsent('absent-settlement', '지난주 카드매출 정산금 통장에 언제 들어와요? 날짜랑 금액'),
  buildAbsent('absent-fees', '이니시스가 11월에 떼간 수수료 총 얼마인지 봐주세요'),
  buildAbsent('absent-delivery', 'order_paid_card 택배 어디쯤 왔는지 확인되나요? 고객이 물어봄'),
  buildAbsent('absent-rate', 'what was the exchange rate for the ceramic cup paid in dollars? accounting asks'),
  buildAbsent('absent-claim-date', '네이버 황하은님 반품 신청을 며칠에 하신건지 날짜만 알려주세요'),
];
