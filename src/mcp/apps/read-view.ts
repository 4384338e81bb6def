import { readFile } from 'node:fs/promises';
import { VIEW_MIME_TYPE } from './capability.ts';
import { toViewUri, type View } from './views.ts';

/** Built, this module is a file in dist/chunks. Run from the sources, the views are those of the last build. */
const folder = new URL(import.meta.url.endsWith('.ts') ? '../../../dist/views/' : '../views/', import.meta.url);

/** What a host must know to show a view: it loads nothing from anywhere. */
const presentation = { ui: { csp: {}, prefersBorder: true } };

/** Reads the document of a view from disk. */
export async function readView(view: View) {
  const text = await readFile(new URL(`${view.name}.html`, folder), 'utf8');
  return { uri: toViewUri(view), mimeType: VIEW_MIME_TYPE, text, _meta: presentation };
}
