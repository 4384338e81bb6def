/**
 * Returns what the promise resolves to, or undefined if that takes longer. The promise itself continues; if it fails in
 * time, its error is thrown.
 */
export async function withinTime<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  // A failure after the time is up concerns nobody here any more.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
