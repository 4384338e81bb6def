export interface Workload {
  name: string;
  /** How many calls the caller always has in progress. */
  atOnce: number;
  call: { name: string; arguments: Record<string, unknown> };
}

const misspelt = Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`amont${n}`, 1]));

export const workloads: readonly Workload[] = [
  { name: 'nothing', atOnce: 0, call: { name: '', arguments: {} } },
  {
    name: 'pages of 1,000 payments, 5.8 MB each, 4 at once',
    atOnce: 4,
    call: { name: 'list_payments_by_status', arguments: { payment_status: 'paid', limit: 1_000, detail: 'full' } },
  },
  {
    name: '1 MB of misspelt names a call, 4 at once',
    atOnce: 4,
    call: { name: 'cancel_payment', arguments: misspelt },
  },
  {
    name: 'an upstream that takes 5 s, 100 at once',
    atOnce: 100,
    call: { name: 'get_payment', arguments: { imp_uid: 'imp_slow' } },
  },
];
