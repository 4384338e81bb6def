/**
 * `npm run demo` plays a typical session by itself; `npm run demo -- --interactive` lets whoever sits at the terminal say
 * yes or no. Both end with how to connect an assistant.
 */
import { detectReaderLanguage } from '../src/config/language.ts';
import { explainConnecting } from './demo/connect-assistant.ts';

const lang = detectReaderLanguage();
const isInteractive = process.argv.includes('--interactive');
if (isInteractive && !(process.stdin.isTTY && process.stdout.isTTY)) {
  const needsTerminal = {
    en: '--interactive needs a terminal, in which you can answer; without it, the demo plays by itself',
    ko: '--interactive는 직접 답할 수 있는 터미널에서 실행하세요. 이 옵션을 빼면 데모가 저절로 진행됩니다',
  };
  console.error(needsTerminal[lang]);
  process.exit(2);
}
if (isInteractive) {
  const { runInteractiveDemo } = await import('./demo/interactive.ts');
  const { openTerminal } = await import('./demo/terminal.ts');
  const terminal = openTerminal();
  await runInteractiveDemo(terminal, lang).finally(terminal.close);
} else await import('./demo/scripted.ts');
for (const line of explainConnecting(lang)) console.log(line);
