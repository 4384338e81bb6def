import { html, type Markup } from './html.ts';

/** A shield with a tick, so that the tab is found among others. */
const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f3fd1" d="M16 1 3 6v9c0 8 5.5 13.5 13 16 7.5-2.5 13-8 13-16V6z"/><path fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round" d="m10 16 4.5 4.5L22.5 12"/></svg>';

/** The icon is part of the page, since its address would be another one to guard. */
export const iconLink: Markup = html`<link rel="icon" type="image/svg+xml" href="data:image/svg+xml,${encodeURIComponent(svg)}">`;
