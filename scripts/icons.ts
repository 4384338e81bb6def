/** `npm run icons` draws the PNG files of icons/icon.svg, for light and for dark backgrounds, with a Chromium. */
import { readFile } from 'node:fs/promises';
import { chromiumPath, startChromium } from '../test/support/chromium.ts';

const FOLDER = 'icons';
const SIZES = [16, 32, 128, 512];

if (!chromiumPath) throw new Error('There is no Chromium: install one, such as the package "chromium" of Debian.');
const svg = await readFile(`${FOLDER}/icon.svg`, 'utf8');
const browser = await startChromium(chromiumPath);
for (const theme of ['light', 'dark'] as const) {
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: theme });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    await page.screenshot({ path: `${FOLDER}/icon-${size}-${theme}.png`, omitBackground: true });
    await page.close();
  }
}
await browser.close();
