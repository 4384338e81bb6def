import type { Localized } from '../../base/bilingual.ts';
import { findBrandByMethod } from '../../endpoints/payment-brands.ts';
import { paymentMethods } from '../../endpoints/payment-methods.ts';
import { getPgName } from '../../endpoints/pg-providers/index.ts';
import type { IconName } from '../parts/icon-paths.ts';
import { localize } from './language.ts';
import type { Severity } from './severity.ts';

interface StatusWords {
  label: Localized;
  severity: Severity | 'neutral';
  icon: IconName;
}

const statuses: Readonly<Record<string, StatusWords>> = {
  paid: { label: { en: 'Paid', ko: '결제 완료' }, severity: 'good', icon: 'check' },
  ready: { label: { en: 'Not paid yet', ko: '미결제' }, severity: 'warning', icon: 'clock' },
  failed: { label: { en: 'Failed', ko: '결제 실패' }, severity: 'problem', icon: 'cross' },
  cancelled: { label: { en: 'Refunded', ko: '취소' }, severity: 'neutral', icon: 'undo' },
};

const partlyRefunded: StatusWords = {
  label: { en: 'Partly refunded', ko: '부분 취소' },
  severity: 'info',
  icon: 'undo',
};

/** PortOne shows a payment that was refunded in part as cancelled. */
export function getStatusWords(status: string | undefined, isPartlyRefunded = false): StatusWords {
  if (isPartlyRefunded) return partlyRefunded;
  const known = Object.hasOwn(statuses, status ?? '') ? statuses[status ?? ''] : undefined;
  const name = status ?? '?';
  return known ?? { label: { en: name, ko: name }, severity: 'neutral', icon: 'info' };
}

export function showMethod(code: string | undefined): string | undefined {
  if (code === undefined) return undefined;
  const name = Object.hasOwn(paymentMethods, code) ? paymentMethods[code]?.name : findBrandByMethod(code)?.name;
  return name ? capitalize(localize(name)) : code;
}

export function showPg(code: string | undefined): string | undefined {
  const name = getPgName(code);
  return name ? localize(name) : code;
}

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `refund_restricted` as words. */
export const toWords = (code: string): string => capitalize(code.replaceAll('_', ' '));
