import { isRecord } from '../base/json.ts';
import { getCertification } from '../endpoints/catalog/certifications.ts';
import { describeWithheldFields } from '../endpoints/pg-facts/identity-checks.ts';

/** By endpoint, what a reader has to know who wonders what a record lacks. */
const noteWriters: Readonly<Record<string, (record: Readonly<Record<string, unknown>>) => string | undefined>> = {
  [getCertification.name]: ({ pg_provider, certified, ...fields }) =>
    describeWithheldFields({
      ...fields,
      pg_provider: typeof pg_provider === 'string' ? pg_provider : null,
      certified: certified === true,
    }),
};

/** Explains what a record that was read does not show; undefined if there is nothing to explain. */
export const describeOmissions = (endpointName: string, response: unknown): string | undefined =>
  isRecord(response) ? noteWriters[endpointName]?.(response) : undefined;
