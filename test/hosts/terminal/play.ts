import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../host.ts';
import { READING_TIME_MS } from '../person/answer-form.ts';
import type { Terminal } from './terminal.ts';

const POLL_MS = 250;
const TIMEOUT_MS = 180_000;
/** After a host has listed the tools, until it offers them to the model. */
const SETTLE_MS = 3_000;
/** A host that was still connecting answers a prompt without the tools; it is asked again. */
const PROMPT_AGAIN_MS = 20_000;
/** Until the screen shows what a key did; a key pressed twice would choose something else. */
const KEY_EFFECT_MS = 1_000;

/** A screen that asks something, and the keys that a person presses. */
export interface Reaction {
  when: RegExp;
  keys: readonly string[];
}

/** Types the prompt as soon as the host knows the tools, then reacts to what the screen asks until the conversation ends. */
export async function playInTerminal(
  terminal: Terminal,
  { scene, conversation, hasListedTools, onQuestion }: Stage,
  reactions: readonly Reaction[],
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  let promptAt = Number.POSITIVE_INFINITY;
  let lastScreen = '';
  let answeredScreen = '';
  let hasRead = false;
  while (!conversation.isFinished) {
    await sleep(POLL_MS);
    const screen = terminal.read();
    if (Date.now() > deadline) throw new Error(`no end after ${TIMEOUT_MS / 1000} s; the screen: ${screen}`);
    const isStable = screen === lastScreen;
    lastScreen = screen;
    if (!isStable) continue;
    if (conversation.toolsOffered === 0) {
      if (promptAt === Number.POSITIVE_INFINITY && hasListedTools()) promptAt = Date.now() + SETTLE_MS;
      if (Date.now() < promptAt) continue;
      promptAt = Date.now() + PROMPT_AGAIN_MS;
      terminal.type(scene.prompt);
      await sleep(POLL_MS);
      terminal.press('Enter');
      continue;
    }
    const reaction = reactions.find(({ when }) => when.test(screen));
    if (!reaction || screen === answeredScreen) continue;
    answeredScreen = screen;
    if (!hasRead) {
      hasRead = true;
      onQuestion?.(screen);
      await sleep(READING_TIME_MS);
    }
    terminal.press(...reaction.keys);
    await sleep(KEY_EFFECT_MS);
  }
}
