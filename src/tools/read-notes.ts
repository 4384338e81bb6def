import { isRecord } from '../base/json.ts';
import { getCertification } from '../endpoints/catalog/certifications.ts';
import { describeWithheldFields } from '../endpoints/pg-facts/identity-checks.ts';

type PersonalDataMode = 'masked' | 'full';

const MASKED_BIRTH_NOTE =
  'The masked date of birth cannot be checked here, not even by asking again: a person can in the PortOne console.';

/** By endpoint, what a reader has to know who wonders what a record lacks. */
const noteWriters: Readonly<
  Record<string, (record: Readonly<Record<string, unknown>>, pii: PersonalDataMode) => string | undefined>
> = {
  [getCertification.name]: ({ pg_provider, certified, ...fields }, pii) => {
    const withheld = describeWithheldFields({
      ...fields,
      pg_provider: typeof pg_provider === 'string' ? pg_provider : null,
      certified: certified === true,
    });
    const isBirthMasked = pii === 'masked' && Boolean(fields.birth || fields.birthday);
    return [withheld, isBirthMasked ? MASKED_BIRTH_NOTE : undefined].filter(Boolean).join(' ') || undefined;
  },
};

/** Explains what a record that was read does not show; undefined if there is nothing to explain. */
export const describeOmissions = (
  endpointName: string,
  response: unknown,
  pii: PersonalDataMode,
): string | undefined => (isRecord(response) ? noteWriters[endpointName]?.(response, pii) : undefined);
