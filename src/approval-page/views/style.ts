import { LIFETIME_SECONDS } from '../approval-entry.ts';

/** Colors by role. Every text has a contrast of at least 4.5:1 in light and dark mode. */
export const palettes = {
  light: {
    page: '#f3f4f6',
    card: '#ffffff',
    inset: '#f7f8fa',
    ink: '#14171f',
    soft: '#525a6b',
    line: '#dfe3ea',
    field: '#848c9c',
    strong: '#1f3fd1',
    'on-strong': '#ffffff',
    danger: '#a8200d',
    'danger-back': '#fdf0ee',
    live: '#a8200d',
    'live-back': '#fde8e4',
    test: '#7a4a00',
    'test-back': '#fdf0d5',
    sandbox: '#5b2bb5',
    'sandbox-back': '#efe8fc',
    good: '#0b6b3a',
    'good-back': '#e3f5ea',
  },
  dark: {
    page: '#0e1015',
    card: '#181b22',
    inset: '#20242d',
    ink: '#f1f3f7',
    soft: '#aab2c2',
    line: '#2d323d',
    field: '#7d8698',
    strong: '#a9bcff',
    'on-strong': '#0d1430',
    danger: '#ffa698',
    'danger-back': '#35191a',
    live: '#ffa698',
    'live-back': '#431c1a',
    test: '#ffc966',
    'test-back': '#3a2b0c',
    sandbox: '#c9b1ff',
    'sandbox-back': '#2c2149',
    good: '#7fdca6',
    'good-back': '#14301f',
  },
} as const;

const formatDeclarations = (palette: Readonly<Record<string, string>>) =>
  Object.entries(palette)
    .map(([role, color]) => `--${role}:${color}`)
    .join(';');

/** The style of every page, apart from the start offset of the remaining-time bar. */
export const style = `
:root{color-scheme:light dark;${formatDeclarations(palettes.light)}}
@media(prefers-color-scheme:dark){:root{${formatDeclarations(palettes.dark)}}}
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-bottom:10rem}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;gap:1.25rem;
padding:clamp(1rem,5vh,3.5rem) 1rem 2rem;background:var(--page);color:var(--ink);
font:400 1rem/1.65 Pretendard,"Noto Sans KR","Noto Sans CJK KR",-apple-system,"Apple SD Gothic Neo","Segoe UI","Malgun Gothic",system-ui,sans-serif;
word-break:keep-all;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
body>*{width:100%;max-width:34rem}
h1,h2,p,dl,dd,ul,fieldset{margin:0;padding:0}
a{color:inherit;text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--strong);outline-offset:3px;border-radius:.375rem}
.top{display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:0 .25rem;font-size:.875rem;color:var(--soft)}
.top strong{font-weight:600;letter-spacing:-.005em}
.top a{display:inline-block;padding:.5rem .25rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:1.25rem;overflow:clip;
box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px -12px rgb(0 0 0/.12)}
.time{height:4px;background:var(--line)}
.time i{display:block;height:100%;background:var(--strong);transform-origin:0 50%;animation:spent ${LIFETIME_SECONDS}s linear both}
@keyframes spent{to{transform:scaleX(0)}}
.inner{padding:clamp(1.375rem,5vw,2.25rem);display:grid;gap:1.75rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.head{display:grid;gap:.625rem}
.eyebrow{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5rem;font-size:.875rem;font-weight:500;color:var(--soft)}
.eyebrow strong{color:var(--ink);font-weight:650}
.asked{font-size:.875rem;color:var(--soft)}
.asked+.asked{margin-top:-.5rem}
.badge{flex:none;padding:.125rem .75rem;border-radius:99rem;font-size:.8125rem;font-weight:650}
.badge.live{color:var(--live);background:var(--live-back)}
.badge.test{color:var(--test);background:var(--test-back)}
.badge.sandbox{color:var(--sandbox);background:var(--sandbox-back)}
h1{font-size:clamp(1.25rem,4.6vw,1.5rem);line-height:1.35;font-weight:700;letter-spacing:-.015em}
h2{font-size:1rem;line-height:1.5;font-weight:650;letter-spacing:-.005em}
.amount{display:grid;gap:.125rem;padding-top:.5rem}
.amount span{font-size:.875rem;color:var(--soft)}
.amount strong{font-size:clamp(2.25rem,10vw,3.125rem);line-height:1.15;font-weight:750;letter-spacing:-.035em}
.account{display:grid;padding-top:.25rem}
.account div{display:grid;grid-template-columns:minmax(7rem,34%) 1fr;gap:1rem;align-items:baseline}
.account dt{font-size:.875rem;color:var(--soft)}
.account dd{font-weight:650}
.facts{display:grid;border-top:1px solid var(--line)}
.facts div{display:grid;grid-template-columns:minmax(7rem,34%) 1fr;gap:1rem;align-items:baseline;padding:.6875rem 0;border-bottom:1px solid var(--line)}
.facts dt{color:var(--soft);font-size:.9375rem}
.facts dd{font-weight:500;display:flex;justify-content:end}
.facts .change s{color:var(--soft);font-weight:400}
.facts .change strong{font-weight:650}
.facts+.records,.records+.facts{margin-top:-.75rem}
.records summary{padding:.375rem 0;font-weight:600;cursor:pointer}
.records table{width:100%;margin-top:.5rem;border-collapse:collapse;font-size:.875rem;line-height:1.45}
.records th,.records td{padding:.4375rem .5rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}
.records th{font-weight:500;color:var(--soft)}
.records .number{text-align:end;white-space:nowrap}
.records :is(th,td):first-child{padding-inline-start:0;color:var(--soft)}
.records :is(th,td):last-child{padding-inline-end:0}
.note{padding:1rem 1.125rem;border-radius:.875rem;background:var(--inset)}
.note ul{padding-inline-start:1.125rem;display:grid;gap:.25rem;font-size:.9375rem}
.note h2{font-size:.875rem;color:var(--soft);margin-bottom:.25rem}
.warning{display:flex;gap:.75rem;align-items:flex-start;padding:1rem 1.125rem;border-radius:.875rem;background:var(--danger-back);color:var(--danger);font-weight:600}
.warning+.warning{margin-top:-.75rem}
.warning svg{flex:none;width:1.375rem;height:1.375rem;margin-top:.125rem}
fieldset{border:0;min-width:0;display:grid;gap:1.25rem}
fieldset+fieldset,.inner>.field{border-top:1px solid var(--line);padding-top:1.5rem}
legend{padding:0;font-weight:650}
.fine{font-size:.875rem;color:var(--soft)}
.field{display:grid;gap:.25rem}
.field label{font-weight:600;display:flex;justify-content:space-between;align-items:baseline;gap:.75rem}
.field label small{flex:none;font-size:.8125rem;font-weight:400;color:var(--soft)}
.field input{width:100%;min-height:3rem;margin-top:.375rem;padding:.625rem .875rem;font:inherit;font-size:1.0625rem;letter-spacing:.01em;color:var(--ink);
background:var(--card);border:1px solid var(--field);border-radius:.75rem}
.field input:focus-visible{outline-offset:1px;border-radius:.75rem}
.field input[aria-invalid]{border:2px solid var(--danger)}
.field .wrong{font-size:.875rem;font-weight:600;color:var(--danger)}
.mistakes{padding:1rem 1.125rem;border-radius:.875rem;border:2px solid var(--danger);color:var(--danger)}
.mistakes p{font-size:.9375rem;margin:.125rem 0 .375rem}.mistakes ul{padding-inline-start:1.125rem;font-size:.9375rem}
.bar{position:sticky;bottom:0;display:grid;gap:.625rem;padding:.875rem clamp(1.375rem,5vw,2.25rem);background:var(--card);border-top:1px solid var(--line)}
.buttons{display:grid;grid-template-columns:1.7fr 1fr;gap:.75rem}
button{min-height:3rem;padding:.5rem 1rem;font:inherit;font-size:1.0625rem;font-weight:650;line-height:1.3;border-radius:.875rem;border:1px solid transparent;cursor:pointer}
button:focus-visible{border-radius:.875rem}
.approve{background:var(--strong);color:var(--on-strong)}
.deny{background:transparent;color:var(--ink);border-color:var(--field)}
@media(hover:hover){.approve:hover{filter:brightness(.92)}.deny:hover,.extend:hover{background:var(--inset)}}
.until{display:grid;align-items:center;text-align:center;font-size:.875rem;line-height:1.4;color:var(--soft)}
.until>*{grid-area:1/1}
.until>*{visibility:hidden;animation:shown 1s linear}
.until .soon{display:flex;align-items:center;justify-content:center;gap:.75rem;color:var(--danger);font-weight:600}
.until .late{animation-fill-mode:forwards;color:var(--danger);font-weight:600}
.extend{flex:none;min-height:2.25rem;padding:.25rem .875rem;font-size:.875rem;border-radius:.625rem;background:transparent;color:var(--ink);border-color:var(--field)}
@keyframes shown{from,to{visibility:visible}}
.bottom{padding:0 .25rem;font-size:.875rem;color:var(--soft);text-align:center}
.notice .inner{justify-items:center;text-align:center;padding-block:clamp(2.5rem,9vw,4rem);gap:1rem}
.notice p{max-width:26rem;color:var(--soft);text-wrap:balance}
.notice .what{color:var(--ink);font-weight:600}
.mark{width:4rem;height:4rem;padding:1.0625rem;border-radius:50%;margin-bottom:.5rem;color:var(--soft);background:var(--inset)}
.mark.good{color:var(--good);background:var(--good-back)}
.mark.bad{color:var(--danger);background:var(--danger-back)}
@media(max-width:26rem){.facts div{grid-template-columns:1fr;gap:0;padding:.625rem 0}.facts dd{justify-content:start}body.question{padding:.5rem .5rem 1rem;gap:.625rem}.inner{gap:1.125rem}.warning{padding:.625rem .875rem}.bar{gap:.5rem;padding-block:.625rem}.until{font-size:.8125rem}}
@media(max-height:24rem){.bar{position:static}html{scroll-padding-bottom:0}}
@media(prefers-reduced-motion:reduce){.time i{animation-timing-function:steps(10,end)}}
@media(forced-colors:active){.card,.badge,.note,.warning,button{border:1px solid}.time i{background:CanvasText}.amount strong{line-height:1.5}}
@media print{.bar{position:static}}
`.replace(/\n/g, '');
