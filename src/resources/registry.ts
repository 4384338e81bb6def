import type { Language } from '../base/bilingual.ts';
import { isRecord } from '../base/json.ts';
import type { Context } from '../context.ts';
import type { CompletionSource } from '../desk/completion.ts';
import { createUnknownCursorError } from '../output/cursor.ts';
import { createRedactionLimit, noteOmissions, type RedactionLimit } from '../output/redaction-limit.ts';
import { truncateToBudget } from '../output/token-budget.ts';
import { redactOutput } from '../output/tool-result.ts';
import { readForCaller } from '../portone/for-caller.ts';
import { createRecentPayments, JSON_MIME_TYPE, type ListedResource } from './list-recent-payments.ts';
import { resources } from './records/index.ts';
import { paymentResource } from './records/payment.ts';
import { listStatusPages, statusResource } from './records/payments-by-status.ts';
import type { Resource } from './resource.ts';
import { buildUri, getVariable, parseId } from './uri.ts';

export interface ResourceTemplate {
  uriTemplate: string;
  name: string;
  description: string;
  mimeType: string;
}

export interface ResourceContent {
  uri: string;
  text: string;
  mimeType: string;
  ttlMs: number;
}

/** The resources that a server offers, fixed at startup. */
export interface ResourceRegistry {
  templates: readonly ResourceTemplate[];
  /**
   * Fixed resources first, then recent payments if PortOne lists them at once. `admit` may refuse to ask PortOne by
   * throwing. Throws Refused for an unknown cursor only.
   */
  list(
    cursor: string | undefined,
    admit: () => Promise<void>,
  ): Promise<{ resources: ListedResource[]; nextCursor?: string }>;
  /** Returns undefined if the resource does not exist. Throws PortOneError. */
  read(uri: string, signal: AbortSignal, caller: string): Promise<ResourceContent | undefined>;
  /** Returns the canonical URI, which change notifications use; undefined for an unknown URI. */
  toCanonicalUri(uri: string): string | undefined;
  /** Returns the completion source of a template's variable; undefined if the template or variable is unknown. */
  getCompletionSource(template: string, variable: string): CompletionSource | undefined;
}

export function createResourceRegistry(
  context: Context,
  lang: Language,
  isOffered: (tool: string) => boolean,
): ResourceRegistry {
  const offered = resources.filter(({ tool }) => tool === undefined || isOffered(tool));
  const isTemplate = ({ uri }: Resource) => getVariable(uri) !== undefined;
  const toListFields = ({ title, description }: Resource) => ({
    name: title[lang],
    description: description[lang],
    mimeType: JSON_MIME_TYPE,
  });
  const templates = offered.filter(isTemplate).map((one) => ({ uriTemplate: one.uri, ...toListFields(one) }));
  const fixedResources: ListedResource[] = offered
    .filter((one) => !isTemplate(one))
    .map((one) => ({ uri: one.uri, ...toListFields(one) }));
  const statusPages: ListedResource[] = offered.includes(statusResource)
    ? listStatusPages(lang).map((one) => ({ ...one, mimeType: JSON_MIME_TYPE }))
    : [];
  const canBrowse = offered.includes(statusResource) && offered.includes(paymentResource);

  const recentPayments = createRecentPayments(context);

  const findResource = (uri: string) => {
    for (const resource of offered) {
      const id = parseId(uri, resource.uri);
      if (id !== undefined) return { resource, id };
    }
    return undefined;
  };

  return {
    templates,
    async list(cursor, admit) {
      if (cursor !== undefined && !canBrowse) throw createUnknownCursorError();
      if (!canBrowse) return { resources: [...statusPages, ...fixedResources] };
      const { listed, ...next } = await recentPayments.list(cursor, admit);
      return { resources: cursor === undefined ? [...statusPages, ...fixedResources, ...listed] : listed, ...next };
    },
    async read(uri, signal, caller) {
      const found = findResource(uri);
      const ofCaller = { ...context, portone: async () => readForCaller(await context.portone(), caller) };
      const what = await found?.resource.read(found.id, ofCaller, signal);
      if (!found || !what) return undefined;
      const limit = createRedactionLimit();
      const view = redactOutput(what, { ...context, limit });
      if (view === undefined) throw new Error('the response could not be redacted');
      return {
        uri,
        text: JSON.stringify(fitToBudget(view, limit)),
        mimeType: JSON_MIME_TYPE,
        ttlMs: found.resource.ttlMs,
      };
    },
    toCanonicalUri(uri) {
      const found = findResource(uri);
      return found && buildUri(found.resource.uri, found.id);
    },
    getCompletionSource(template, variable) {
      const resource = offered.find(({ uri }) => uri === template);
      return resource && getVariable(resource.uri) === variable ? resource.completeFrom : undefined;
    },
  };
}

/**
 * Truncates a resource to the token limit, as for a tool result. A list that is too long becomes a record, to note what
 * was left out.
 */
function fitToBudget(view: unknown, limit: RedactionLimit): unknown {
  if (isRecord(view)) return noteOmissions(truncateToBudget(view), limit);
  const wrapped = { list: view };
  const fitted = noteOmissions(truncateToBudget(wrapped), limit);
  return fitted === wrapped ? view : fitted;
}
