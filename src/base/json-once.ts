const texts = new WeakMap<object, string>();

/** An answer as JSON, which is written once: to see what it costs, and to send it. It must not change afterwards. */
export function written(answer: object): string {
  let text = texts.get(answer);
  if (text === undefined) {
    text = JSON.stringify(answer);
    texts.set(answer, text);
  }
  return text;
}
