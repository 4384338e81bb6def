import { PortOneError } from '../portone/errors.ts';

/** PortOne's answer, or null when it has no such thing. */
export async function readOrNull<T>(request: Promise<{ response: T }>): Promise<T | null> {
  try {
    return (await request).response;
  } catch (error) {
    // 409 is how escrow logistics say that there are none yet.
    if (error instanceof PortOneError && (error.kind === 'not_found' || error.httpStatus === 409)) return null;
    throw error;
  }
}
