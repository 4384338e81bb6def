import type { Pg } from '../pg-providers/index.ts';
import { guide, type Witnesses } from './witness.ts';

type IdentityField = 'phone' | 'carrier' | 'foreigner' | 'unique_in_site' | 'unique_key';

interface WithheldField {
  pgs: readonly Pg[];
  /** PortOne shows none of these unless the shop has done something about it, or never. */
  fields: readonly IdentityField[];
  /** Why, and what the shop can do. */
  reason: string;
  witnesses: Witnesses;
}

/** What identity verifications (본인인증) do not tell a shop. */
const withheldFields: readonly WithheldField[] = [
  {
    pgs: ['danal'],
    fields: ['phone', 'carrier', 'foreigner'],
    reason:
      'Danal gives them only to shops that publish the terms of consent (개인정보 제공동의 약관), have applied for them at cs@portone.io and were approved by Danal',
    witnesses: [guide('extra/identity-verification/v1/phone/4')],
  },
  {
    pgs: ['inicis_unified'],
    fields: ['unique_in_site'],
    reason: 'KG Inicis unified verification (통합인증) never gives the DI',
    witnesses: [guide('extra/identity-verification/v1/all/3')],
  },
  {
    pgs: ['inicis_unified'],
    fields: ['unique_key'],
    reason:
      'KG Inicis gives the CI of a verification by Kakao only to shops that have handed in further documents with their contract',
    witnesses: [guide('extra/identity-verification/v1/all/3')],
  },
];

type IdentityCheck = Readonly<
  Partial<Record<IdentityField, unknown>> & {
    pg_provider?: string | null | undefined;
    certified?: boolean | null | undefined;
  }
>;

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Explains what a completed identity verification lacks; undefined if it lacks nothing that a page explains. */
export function describeWithheldFields(check: IdentityCheck): string | undefined {
  if (check.certified !== true) return undefined;
  const sentences = withheldFields.flatMap(({ pgs, fields, reason }) => {
    const absent = pgs.some((pg) => pg === check.pg_provider) ? fields.filter((field) => isAbsent(check[field])) : [];
    return absent.length > 0 ? [`Not given: ${absent.join(', ')}. ${reason}.`] : [];
  });
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
