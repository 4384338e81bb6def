import type { Prompt, PromptArgument } from '../prompt.ts';

const createPeriodArgument = (en: readonly string[], ko: readonly string[]): PromptArgument => ({
  name: 'period',
  description: { en: `For example ${en[0]}, or a date`, ko: `예: ${ko[0]} 또는 날짜` },
  choices: { en, ko },
});

export const dailyReconciliation: Prompt = {
  name: 'daily_reconciliation',
  title: { en: 'Daily reconciliation', ko: '일일 대사' },
  description: {
    en: 'Daily totals by PG and payment method, to compare with the records of the PG',
    ko: '하루 매출을 PG사·결제수단별로 집계해 PG사 자료와 대조합니다',
  },
  arguments: [createPeriodArgument(['yesterday', 'today'], ['어제', '오늘'])],
  introduction: {
    en: 'Reconcile the payments of one day (Korean time): yesterday, unless a day is given. Change nothing.',
    ko: '하루(한국 시간) 매출을 대사하세요. 날짜가 지정되지 않았으면 어제를 기준으로 합니다. 아무것도 변경하지 마세요.',
  },
  steps: [
    { en: 'The day is {period}.', ko: '대상일은 {period}입니다.' },
    {
      en: 'Call [summarize_payments] for that day with group_by pg_provider, then with group_by pay_method.',
      ko: '그날을 기간으로 [summarize_payments]를 group_by pg_provider로, 이어서 pay_method로 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [list_payments_by_status] for paid, then for cancelled, with from and to set to that day and limit 1000, until next is 0. Add up amount, and add up the refunds in cancel_history whose cancelled_at is on that day.',
      ko: 'from과 to를 그날로, limit을 1000으로 지정하고 paid, cancelled 순서로 next가 0이 될 때까지 [list_payments_by_status]를 호출하세요. amount를 합산하고, cancel_history에서 cancelled_at이 그날인 환불액을 합산하세요.',
      skipIfOffered: 'summarize_payments',
    },
    {
      en: 'Show a table by PG and payment method, separately for each currency: amount paid, amount refunded (by the date of the refund) and net sales. Then give the number of ready and failed payments.',
      ko: '통화별로 나누어 PG사·결제수단별 결제액, 환불액(환불일 기준), 순매출을 표로 정리하세요. 이어서 ready와 failed 건수를 알려 주세요.',
    },
    {
      en: 'State what was not covered. Stop here: the user compares the totals with the PG. If they report a difference, look it up with [search_payments|list_payments_by_status].',
      ko: '조회하지 못한 범위를 밝히고 여기서 멈추세요. PG사 자료와의 비교는 담당자가 합니다. 차이가 있다고 하면 [search_payments|list_payments_by_status]로 찾으세요.',
    },
  ],
};

export const weeklyReport: Prompt = {
  name: 'weekly_report',
  title: { en: 'Weekly report', ko: '주간 보고' },
  description: {
    en: 'Sales, refunds and failures of a week, compared with the week before',
    ko: '한 주의 매출·환불·결제 실패를 전주와 비교합니다',
  },
  arguments: [createPeriodArgument(['last week', 'this week', 'last 7 days'], ['지난주', '이번 주', '최근 7일'])],
  introduction: {
    en: 'Report on one week (Korean time): last week, unless a period is given. Change nothing.',
    ko: '한 주(한국 시간)의 결제 현황을 보고하세요. 기간이 지정되지 않았으면 지난주를 기준으로 합니다. 아무것도 변경하지 마세요.',
  },
  steps: [
    { en: 'The period is {period}.', ko: '대상 기간은 {period}입니다.' },
    {
      en: 'Call [summarize_payments] for that week, with the comparison to the previous period.',
      ko: '그 주를 기간으로, 직전 기간과 비교하도록 [summarize_payments]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [list_payments_by_status] for paid, cancelled and failed in both weeks, with limit 1000, until next is 0, and add up the amounts.',
      ko: '두 주의 paid, cancelled, failed를 limit 1000으로 next가 0이 될 때까지 [list_payments_by_status]로 조회해 합산하세요.',
      skipIfOffered: 'summarize_payments',
    },
    {
      en: 'Call [review_subscriptions] for the same week.',
      ko: '같은 주를 기간으로 [review_subscriptions]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Write a one-page report: net sales and how they changed, best and worst day, refunds with reasons, failures by reason, and subscriptions that need action. Leave out the names of buyers.',
      ko: '다음을 한 페이지로 정리하세요: 순매출과 증감, 매출이 가장 많은 날과 적은 날, 환불과 사유, 사유별 결제 실패, 조치가 필요한 정기결제. 구매자 이름은 쓰지 마세요.',
    },
    {
      en: 'State what was not covered. Stop here: suggest next steps, but do not carry them out.',
      ko: '조회하지 못한 범위를 밝히고 여기서 멈추세요. 다음에 할 일은 제안만 하고 실행하지 마세요.',
    },
  ],
};

export const accountCheck: Prompt = {
  name: 'account_check',
  title: { en: 'Connection check', ko: '연동 점검' },
  description: {
    en: 'Check that PortOne can be reached, and which channels are live or test',
    ko: '포트원 연결 상태와 채널, 실결제·테스트 여부를 점검합니다',
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
      en: 'Report which channels exist, which of them are test channels, and whether payments are coming in.',
      ko: '어떤 채널이 있는지, 그중 테스트 채널은 무엇인지, 결제가 들어오고 있는지 알리세요.',
    },
  ],
};
