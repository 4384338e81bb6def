/** What the numbers of a summary are called, in figures, tables and files alike. */
export const salesWords = {
  gross: { en: 'Sales', ko: '매출' },
  cancelled: { en: 'Refunds', ko: '취소' },
  net: { en: 'Net sales', ko: '순매출' },
  count: { en: 'Payments', ko: '결제 건수' },
  cancelCount: { en: 'Number of refunds', ko: '취소 건수' },
  currency: { en: 'Currency', ko: '통화' },
};
