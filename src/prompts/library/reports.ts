import type { Prompt, PromptArgument } from '../prompt.ts';

const createPeriodArgument = (en: readonly string[], ko: readonly string[]): PromptArgument => ({
  name: 'period',
  description: { en: `Such as ${en[0]}, or a date`, ko: `예: ${ko[0]}, 또는 날짜` },
  choices: { en, ko },
});

export const dailyReconciliation: Prompt = {
  name: 'daily_reconciliation',
  title: { en: 'Daily reconciliation', ko: '일일 대사' },
  description: {
    en: 'Totals of a day by PG and method, to compare with the PG',
    ko: '하루 매출을 PG·수단별로 집계해 PG와 대조합니다',
  },
  arguments: [createPeriodArgument(['yesterday', 'today'], ['어제', '오늘'])],
  introduction: {
    en: 'Reconcile one day (Korean time), yesterday unless another is named. Change nothing.',
    ko: '하루(한국 시간) 매출을 대사하세요. 날짜가 없으면 어제입니다. 아무것도 변경하지 마세요.',
  },
  steps: [
    { en: 'The day is {period}.', ko: '대상일은 {period}입니다.' },
    {
      en: 'Call [summarize_payments] for that day.',
      ko: '그날에 대해 [summarize_payments]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [list_payments_by_status] for paid, then cancelled, from and to that day, limit 1000, until next is 0. Sum amount; sum the refunds of cancel_history whose cancelled_at is in the day.',
      ko: '[list_payments_by_status]를 paid, cancelled 순으로 그날 from·to, limit 1000으로 next가 0일 때까지 호출하세요. amount를 더하고, cancelled_at이 그날인 cancel_history의 환불액을 더하세요.',
      skipIfOffered: 'summarize_payments',
    },
    {
      en: 'Give a table by PG and method: paid, refunded by the day of the refund, net; each currency apart. Then the counts of ready and failed.',
      ko: 'PG·결제수단별 표를 만드세요: 결제액, 환불일 기준 환불액, 순매출(통화별). 이어서 ready·failed 건수를 쓰세요.',
    },
    {
      en: 'Say what was not covered. Stop: the person compares with the PG; look up any difference with [search_payments|list_payments_by_status].',
      ko: '조회하지 못한 범위를 밝히세요. 멈추세요. PG와의 비교는 담당자가 합니다. 차이는 [search_payments|list_payments_by_status]로 찾으세요.',
    },
  ],
};

export const weeklyReport: Prompt = {
  name: 'weekly_report',
  title: { en: 'Weekly report', ko: '주간 보고' },
  description: {
    en: 'A week of sales, refunds and failures, compared with the week before',
    ko: '한 주의 매출·환불·실패를 전주와 비교합니다',
  },
  arguments: [createPeriodArgument(['last week', 'this week', 'last 7 days'], ['지난주', '이번 주', '최근 7일'])],
  introduction: {
    en: 'Report on a week (Korean time), last week unless another is named. Change nothing.',
    ko: '한 주(한국 시간)를 보고하세요. 기간이 없으면 지난주입니다. 아무것도 변경하지 마세요.',
  },
  steps: [
    { en: 'The week is {period}.', ko: '대상 기간은 {period}입니다.' },
    {
      en: 'Call [summarize_payments] for the week, compared with the period before.',
      ko: '그 주에 대해 직전 기간 비교를 포함해 [summarize_payments]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [list_payments_by_status] for paid, cancelled and failed of both weeks, limit 1000, until next is 0, and sum them.',
      ko: '두 주의 paid, cancelled, failed를 [list_payments_by_status]에서 limit 1000으로 next가 0일 때까지 조회해 합산하세요.',
      skipIfOffered: 'summarize_payments',
    },
    {
      en: 'Call [review_subscriptions] for the same week.',
      ko: '같은 주에 대해 [review_subscriptions]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Write one page: net sales and their change, best and worst day, refunds and their reasons, failures by reason, subscriptions to act on. No names of buyers.',
      ko: '한 쪽으로 쓰세요: 순매출과 증감, 가장 좋은 날과 나쁜 날, 환불과 사유, 실패 사유, 조치할 정기결제. 구매자 이름은 쓰지 마세요.',
    },
    {
      en: 'Say what was not covered. Stop: propose steps, take none.',
      ko: '조회하지 못한 범위를 밝히세요. 멈추세요. 할 일은 제안만 하세요.',
    },
  ],
};

export const accountCheck: Prompt = {
  name: 'account_check',
  title: { en: 'Connection check', ko: '연동 점검' },
  description: {
    en: 'Is the account reachable, with which channels, live or test?',
    ko: '계정 연결, 채널, 실거래·테스트 여부를 점검합니다',
  },
  arguments: [],
  introduction: {
    en: 'Check the connection to PortOne. Change nothing.',
    ko: '포트원 연동 상태를 점검하세요. 아무것도 변경하지 마세요.',
  },
  steps: [
    {
      en: 'Call [check_connection|list_pg_settings].',
      ko: '[check_connection|list_pg_settings]를 호출하세요.',
    },
    {
      en: 'Call [list_payments_by_status] with payment_status all and limit 5.',
      ko: 'payment_status all, limit 5로 [list_payments_by_status]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [search_payments] with limit 5.',
      ko: 'limit 5로 [search_payments]를 호출하세요.',
      skipIfOffered: 'list_payments_by_status',
    },
    {
      en: 'Say which channels there are, which of them are test channels, and whether payments come in.',
      ko: '어떤 채널이 있는지, 어느 것이 테스트 채널인지, 결제가 들어오는지 알리세요.',
    },
  ],
};
