const cachedTexts = new WeakMap<object, string>();

/** An answer as JSON, which is written once: to see what it costs, and to send it. It must not change afterwards. */
export function stringifyOnce(answer: object): string {
  let text = cachedTexts.get(answer);
  if (text === undefined) {
    text = JSON.stringify(answer);
    cachedTexts.set(answer, text);
  }
  return text;
}
