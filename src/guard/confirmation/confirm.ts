import { type Lang, langs, type QuestionView, type Words } from '../../base/bilingual.ts';
import { koreanTime } from '../../base/korean-time.ts';
import { money } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import type { Total } from '../impact/money-movements.ts';
import type { ApprovalRequest, Approvals } from './approvals.ts';
import type { Agreements, Bond } from './confirmation-token.ts';
import type { Prepared } from './prepare.ts';
import { messageOf, typedRight } from './question/render-text.ts';
import type { SecretField } from './secret-field.ts';

/** What came back with a call: the token of an earlier question, and what the person said. */
export interface Answer {
  token: string;
  /** `yes` is an accepted form with its box ticked, an opened page, or a repeated code; everything else is `no`. */
  said: 'yes' | 'no';
  by: 'form' | 'url' | 'token';
  /** The amount that the person typed. */
  typed?: unknown;
}

export interface Caller {
  /** Whoever the transport vouches for; an agreement is worth nothing to anybody else. */
  id: string;
  /** Whether a person can be asked through this client. */
  canAsk: boolean;
  /** Whether this client can be given a link for the person to open. */
  canOpen: boolean;
  answer?: Answer;
  /** By which the logs of client and server find each other: the trace that the client follows, and its number of the request. */
  trace?: string;
  request?: string;
  /** Aborted when the client cancels or goes away. */
  signal: AbortSignal;
}

/** What the client is to bring before a person. */
export type Ask =
  | { by: 'form'; message: string; token: string; typed?: string }
  | { by: 'url'; message: string; token: string; url: string };

export type Fallback = 'page' | 'refuse' | 'token';

/** How people are asked here. */
export interface Asking {
  agreements: Agreements;
  approvals(): Promise<Approvals>;
  fallback: Fallback;
  /** Whether the page of a second approver wants a PIN, which only that person knows. */
  hasSecondPin: boolean;
  lang: Lang;
  sandbox: boolean;
  sleep(ms: number): Promise<void>;
}

export interface ConsentRequest {
  tool: { name: string; title: string };
  /** As they were asked for. */
  args: Record<string, unknown>;
  prepared: Prepared;
  advice: readonly Words[];
  /** What a person must type because a model must not see it. */
  secrets: readonly SecretField[];
  typedAmount?: Total;
  secondApprover: boolean;
  /** Told of the first person's yes where a second is to follow: an auditor wants to see both. */
  firstAgreed?(channel: Agreed['channel']): Promise<void>;
}

/** A yes to exactly this: how it was given, and what was typed with it. */
export interface Agreed {
  channel: 'form' | 'page' | 'url' | 'token';
  secrets: Record<string, string>;
}

/** The client waits for the page so long before it is told to call again: most give up after a minute. */
const PAGE_WAIT_SECONDS = 45;

const bondOf = ({ tool, args, prepared }: ConsentRequest, caller: Caller): Bond => ({
  tool: tool.name,
  args,
  state: prepared.state,
  caller: caller.id,
});
/** The second person says yes to the same, after the first has. */
const secondBond = (bond: Bond): Bond => ({ ...bond, state: { second: true, of: bond.state } });

/** The fingerprint of what a person was shown. */
export const shownOf = ({ agreements }: Asking, request: ConsentRequest, caller: Caller): string =>
  agreements.fingerprint(bondOf(request, caller));

const declined = () =>
  new Refused(
    'not_confirmed',
    'The person asked did not agree. Nothing was sent.',
    'Do not repeat the call unless the user asks for it.',
  );

const notThisCall = (name: string) =>
  new Refused(
    'not_confirmed',
    'The confirmation does not belong to this call, is older than five minutes or was used before. Nothing was sent.',
    `Call ${name} again to ask anew.`,
  );

/**
 * A no holds before anything is looked up: it must not depend on what PortOne says now, or on whether it answers. The page
 * that nobody wanted to open closes too: a yes given there later would be taken for one to the next call. Throws Refused.
 */
export async function heedNo(
  { agreements, approvals }: Pick<Asking, 'agreements' | 'approvals'>,
  { id, answer }: Caller,
  { tool, args }: Pick<Bond, 'tool' | 'args'>,
): Promise<void> {
  if (answer?.said !== 'no') return;
  await agreements.revoke(answer.token);
  if (answer.by === 'url') await (await approvals()).withdraw({ tool, args, caller: id });
  throw declined();
}

/** A person's yes to exactly this, or what to ask. Throws Refused. */
export async function consent(asking: Asking, caller: Caller, request: ConsentRequest): Promise<Agreed | Ask> {
  const bond = bondOf(request, caller);
  if (!request.secondApprover) return first(asking, caller, request, bond);
  if (!asking.hasSecondPin || asking.fallback !== 'page')
    throw new Refused(
      'policy_refused',
      'This amount needs a second approver, and this server has no page with a PIN for one. Nothing was sent.',
      'Tell the user: the operator sets PORTONE_V1_SECOND_APPROVER_PIN (second_approver_pin_env of the tenant) and gives it to the second approver only.',
    );
  const approvals = await asking.approvals();
  const decision = await approvals.take(secondBond(bond));
  if (decision?.said === 'denied') throw declined();
  if (decision) return { channel: 'page', secrets: decision.secrets };
  const second = async () => {
    const page = { ...pageOf(asking, request, secondBond(bond)), second: true as const };
    throw await approvalRequired(approvals, page, request, 'A second person must approve this too');
  };
  // The first has agreed already: asked once more on a page, they would close the one that the second has open.
  if (await approvals.waits(secondBond(bond))) return second();
  const agreed = await first(asking, caller, { ...request, secrets: [] }, bond);
  if ('by' in agreed) return agreed;
  await request.firstAgreed?.(agreed.channel);
  return second();
}

async function first(asking: Asking, caller: Caller, request: ConsentRequest, bond: Bond): Promise<Agreed | Ask> {
  const { fallback } = asking;
  if (request.secrets.length > 0) {
    if (fallback === 'page') return onPage(asking, caller, request, bond);
    throw secretsRefused(request);
  }
  if (caller.canAsk) return byForm(asking, caller, request, bond);
  if (fallback === 'page') return onPage(asking, caller, request, bond);
  if (fallback === 'token') return byToken(asking, caller, request, bond);
  throw new Refused(
    'not_confirmed',
    'This operation needs the consent of a person, and this client has no way to ask one (form elicitation). Nothing was sent.',
    'Tell the user to use a client that supports elicitation, or to do it in the PortOne console.',
  );
}

const secretsRefused = ({ tool, secrets }: ConsentRequest) =>
  new Refused(
    'policy_refused',
    `${tool.name} needs ${secrets.map((field) => field.name).join(', ')}, which this server does not take from a model. Nothing was sent.`,
    'Tell the user: the operator can have it typed on a page (--confirm-fallback page), or accept the risk with --allow-card-data.',
  );

async function byForm(asking: Asking, caller: Caller, request: ConsentRequest, bond: Bond): Promise<Agreed | Ask> {
  const { typedAmount } = request;
  const ask = async (): Promise<Ask> => ({
    by: 'form',
    message: messageOf(viewOf(asking, request), asking.lang),
    token: await asking.agreements.seal({ ...bond, by: 'form' }),
    ...(typedAmount ? { typed: money(typedAmount.amount, typedAmount.currency) } : {}),
  });
  const { answer } = caller;
  if (answer?.by !== 'form') return ask();
  const verdict = await asking.agreements.redeem(answer.token, { ...bond, by: 'form' });
  if (verdict === 'invalid') throw notThisCall(request.tool.name);
  // What the person saw is no longer so: their yes was to something else.
  if (verdict === 'changed') return ask();
  mustBeTyped(request, answer.typed);
  return { channel: 'form', secrets: {} };
}

function mustBeTyped({ tool, typedAmount }: ConsentRequest, typed: unknown): void {
  if (!typedAmount || typedRight(typed, typedAmount.amount)) return;
  throw new Refused(
    'not_confirmed',
    'The amount that the person typed is not the amount that was shown. Nothing was sent.',
    `Call ${tool.name} again to ask anew.`,
  );
}

async function byToken(asking: Asking, caller: Caller, request: ConsentRequest, bond: Bond): Promise<Agreed> {
  const { answer } = caller;
  const { typedAmount } = request;
  const verdict =
    answer?.by === 'token' ? await asking.agreements.redeem(answer.token, { ...bond, by: 'token' }) : undefined;
  if (verdict === 'invalid') throw notThisCall(request.tool.name);
  if (verdict === 'valid') {
    mustBeTyped(request, answer?.typed);
    return { channel: 'token', secrets: {} };
  }
  throw new Refused(
    'not_confirmed',
    `Nothing was sent yet. Show the user exactly this:\n${messageOf(viewOf(asking, request), asking.lang)}`,
    `Only after the user has agreed${typedAmount ? ' by typing the amount' : ''}, call ${request.tool.name} again with the same arguments and confirm_token${typedAmount ? ', and what the user typed as confirm_amount' : ''}.`,
    { confirm_token: await asking.agreements.seal({ ...bond, by: 'token' }) },
  );
}

async function onPage(asking: Asking, caller: Caller, request: ConsentRequest, bond: Bond): Promise<Agreed | Ask> {
  const approvals = await asking.approvals();
  const isOpened = caller.canOpen && caller.answer?.by === 'url';
  // After the client has opened the page, the person needs a moment.
  const waits = isOpened ? PAGE_WAIT_SECONDS : 0;
  for (let waited = 0; ; waited++) {
    const decision = await approvals.take(bond);
    if (decision?.said === 'denied') throw declined();
    if (decision) return { channel: isOpened ? 'url' : 'page', secrets: decision.secrets };
    if (waited >= waits || caller.signal.aborted) break;
    await asking.sleep(1_000);
  }
  const page = pageOf(asking, request, bond);
  if (!caller.canOpen || isOpened)
    throw await approvalRequired(approvals, page, request, 'A person must approve this on a page');
  const { url } = await approvals.open(page);
  const { title } = viewOf(asking, request);
  const invitation = {
    en: `${title}: please look at it and decide on this page.`,
    ko: `${title}: 페이지에서 내용을 확인하고 결정해 주세요.`,
  };
  const token = await asking.agreements.seal({ ...bond, by: 'url' });
  return { by: 'url', message: invitation[asking.lang], token, url };
}

async function approvalRequired(
  approvals: Approvals,
  page: ApprovalRequest,
  { tool }: ConsentRequest,
  what: string,
): Promise<Refused> {
  const { url, expiresAt } = await approvals.open(page);
  return new Refused(
    'approval_required',
    `${what}. Nothing was sent.`,
    `Give the user the link of approval_url. Once it is approved, call ${tool.name} again with the same arguments.`,
    { approval_url: url, expires_at: koreanTime(expiresAt) },
  );
}

const pageOf = (asking: Asking, request: ConsentRequest, bond: Bond): ApprovalRequest => {
  const { typedAmount, secrets } = request;
  const question = Object.fromEntries(langs.map((lang) => [lang, viewOf({ ...asking, lang }, request)]));
  return {
    bond,
    // Made of all the languages there are.
    question: question as Record<Lang, QuestionView>,
    ...(typedAmount
      ? { typedAmount: { amount: typedAmount.amount, text: money(typedAmount.amount, typedAmount.currency) } }
      : {}),
    secrets,
    lang: asking.lang,
  };
};

const viewOf = ({ lang, sandbox }: Asking, { prepared, advice }: ConsentRequest): QuestionView =>
  prepared.question(lang, { advice, sandbox });
