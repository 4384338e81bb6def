import type { Run } from './terminal-lines.ts';

const CHARACTER = 8;
const LINE = 19;
const PADDING = 16;
const BAR = 34;

export interface TerminalPicture {
  title: string;
  /** What it shows, for readers who do not see it. */
  description: string;
  lines: readonly (readonly Run[])[];
  width: number;
  /** How many lines are visible at a time. */
  height: number;
  /** When each line appears, in seconds, and how long all of it takes. Absent: everything is there at once. */
  animation?: { appearances: readonly number[]; seconds: number };
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const colors = `
.w{fill:#0d1117}.b{fill:#161b22}text{fill:#e6edf3;font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"D2Coding","Noto Sans Mono CJK KR",monospace;white-space:pre}
.title{fill:#8b949e}.bold{font-weight:700}.dim{fill:#8b949e}.cyan{fill:#56d4dd}.green{fill:#3fb950}.yellow{fill:#d29922}`;

function drawRun({ column, text, columns, styles }: Run): string {
  const names = styles.length > 0 ? ` class="${styles.join(' ')}"` : '';
  // The length is given because fonts differ in how wide Korean characters are.
  return `<tspan x="${column * CHARACTER}"${names} textLength="${columns * CHARACTER}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</tspan>`;
}

const formatPercent = (part: number) => `${Number((part * 100).toFixed(2))}%`;

/** Lines appear one after another, and the text moves up as it would in a terminal; then it begins again. */
function animate({ lines, height, animation }: TerminalPicture): string {
  if (!animation) return '';
  const { appearances, seconds } = animation;
  const appear = lines.map((_, at) => {
    const time = (appearances[at] ?? 0) / seconds;
    const before = time > 0 ? `0%,${formatPercent(time)}{opacity:0}` : '';
    return `@keyframes l${at}{${before}${formatPercent(time + 0.0001)},100%{opacity:1}}#l${at}{animation:l${at} ${seconds}s infinite}`;
  });
  // Lines that appear together move up together.
  const moves = new Map(
    lines.flatMap((_, at) => {
      const hidden = at + 1 - height;
      return hidden > 0 ? [[formatPercent((appearances[at] ?? 0) / seconds), -hidden * LINE] as const] : [];
    }),
  );
  const last = -Math.max(0, lines.length - height) * LINE;
  return `@media (prefers-reduced-motion:no-preference){
${appear.join('\n')}
@keyframes up{0%{transform:translateY(0)}${[...moves].map(([time, y]) => `${time}{transform:translateY(${y}px)}`).join('')}100%{transform:translateY(${last}px)}}
#text{animation:up ${seconds}s step-end infinite}
}`;
}

/** Draws a terminal as SVG, without scripts and without anything from elsewhere. */
export function drawTerminal(picture: TerminalPicture): string {
  const { title, description, lines, width, height } = picture;
  const [w, h] = [width * CHARACTER + 2 * PADDING, height * LINE + 2 * PADDING + BAR];
  const texts = lines.map((runs, at) =>
    runs.length === 0 ? '' : `<text id="l${at}" y="${(at + 1) * LINE - 5}">${runs.map(drawRun).join('')}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img">
<title>${escapeXml(description)}</title>
<style>${colors}
${animate(picture)}</style>
<rect class="w" width="${w}" height="${h}" rx="10"/>
<path class="b" d="M0 10a10 10 0 0 1 10-10h${w - 20}a10 10 0 0 1 10 10v${BAR - 10}H0z"/>
<circle cx="18" cy="17" r="6" fill="#ff5f57"/><circle cx="38" cy="17" r="6" fill="#febc2e"/><circle cx="58" cy="17" r="6" fill="#28c840"/>
<text class="title" x="${w / 2}" y="22" text-anchor="middle">${escapeXml(title)}</text>
<svg aria-hidden="true" x="${PADDING}" y="${BAR + PADDING}" width="${width * CHARACTER}" height="${height * LINE}"><g id="text">
${texts.filter((text) => text !== '').join('\n')}
</g></svg>
</svg>
`;
}
