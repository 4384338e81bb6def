import type { Lang } from '../base/bilingual.ts';
import type { Context } from '../context.ts';
import type { Known } from '../desk/completion.ts';
import { withinBudget } from '../output/token-budget.ts';
import { isRecord, viewOf } from '../output/tool-result.ts';
import { badCursor } from './cursor.ts';
import { type Listed, MIME, recentPayments } from './list-recent-payments.ts';
import { resources } from './records/index.ts';
import { payment } from './records/payment.ts';
import { status, statusPages } from './records/payments-by-status.ts';
import type { Resource } from './resource.ts';
import { idIn, uriOf, variableOf } from './uri.ts';

export interface Template {
  uriTemplate: string;
  name: string;
  description: string;
  mimeType: string;
}

export interface Content {
  uri: string;
  text: string;
  mimeType: string;
  ttlMs: number;
}

/** What a server offers to read, fixed at start. */
export interface Offer {
  templates: readonly Template[];
  /** Fixed resources first, then recent payments. Throws Refused or PortOneError. */
  list(cursor: string | undefined, signal: AbortSignal): Promise<{ resources: Listed[]; nextCursor?: string }>;
  /** Undefined when there is no such thing here. Throws PortOneError. */
  read(uri: string, signal: AbortSignal): Promise<Content | undefined>;
  /** The address as it is told of when it changes; undefined when it is none of ours. */
  addressOf(uri: string): string | undefined;
  /** What the variable of a template is completed from; undefined when the template or the variable is none of ours. */
  knownOf(template: string, variable: string): Known | undefined;
}

export function offerOf(context: Context, lang: Lang, isOffered: (tool: string) => boolean): Offer {
  const offered = resources.filter(({ tool }) => tool === undefined || isOffered(tool));
  const isTemplate = ({ uri }: Resource) => variableOf(uri) !== undefined;
  const named = ({ title, description }: Resource) => ({
    name: title[lang],
    description: description[lang],
    mimeType: MIME,
  });
  const templates = offered.filter(isTemplate).map((one) => ({ uriTemplate: one.uri, ...named(one) }));
  const fixed: Listed[] = offered.filter((one) => !isTemplate(one)).map((one) => ({ uri: one.uri, ...named(one) }));
  const pages: Listed[] = offered.includes(status) ? statusPages(lang).map((one) => ({ ...one, mimeType: MIME })) : [];
  const browses = offered.includes(status) && offered.includes(payment);

  const find = (uri: string) => {
    for (const resource of offered) {
      const id = idIn(uri, resource.uri);
      if (id !== undefined) return { resource, id };
    }
    return undefined;
  };

  return {
    templates,
    async list(cursor, signal) {
      if (cursor !== undefined && !browses) throw badCursor();
      if (!browses) return { resources: [...pages, ...fixed] };
      const { listed, ...next } = await recentPayments(context, cursor, signal);
      return { resources: cursor === undefined ? [...pages, ...fixed, ...listed] : listed, ...next };
    },
    async read(uri, signal) {
      const found = find(uri);
      const what = await found?.resource.read(found.id, context, signal);
      if (!found || !what) return undefined;
      const view = viewOf(what, context);
      if (view === undefined) throw new Error('nothing of the answer could be shown');
      return {
        uri,
        text: JSON.stringify(affordable(view)),
        mimeType: MIME,
        ttlMs: found.resource.ttlMs,
      };
    },
    addressOf(uri) {
      const found = find(uri);
      return found && uriOf(found.resource.uri, found.id);
    },
    knownOf(template, variable) {
      const resource = offered.find(({ uri }) => uri === template);
      return resource && variableOf(resource.uri) === variable ? resource.known : undefined;
    },
  };
}

/** What a model can afford of it, as with a tool; a list that is too long becomes a record, to say what was left out. */
function affordable(view: unknown): unknown {
  if (isRecord(view)) return withinBudget(view);
  const whole = { list: view };
  const shown = withinBudget(whole);
  return shown === whole ? view : shown;
}
