const cachedTexts = new WeakMap<object, string>();

/**
 * Serializes a result to JSON once and caches the text: it is needed both to measure and to send the result. The object
 * must not change afterwards.
 */
export function stringifyOnce(answer: object): string {
  let text = cachedTexts.get(answer);
  if (text === undefined) {
    text = JSON.stringify(answer);
    cachedTexts.set(answer, text);
  }
  return text;
}
