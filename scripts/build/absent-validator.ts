export { default as process } from 'node:process';

/** Replaces the SDK's validator in the bundle: it can be created, as the SDK always does, but not used. */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new Error(
      'The JSON Schema validator is not part of this build: ask through inputRequired() and check the answer with zod',
    );
  }
}
