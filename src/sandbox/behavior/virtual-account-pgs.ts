/** PGs that issue virtual accounts through the API. */
export const vbankIssuingPgs: readonly string[] = [
  'settle',
  'nice',
  'nice_v2',
  'html5_inicis',
  'ksnet',
  'smartro_v2',
  'tosspayments',
  'welcome',
];
