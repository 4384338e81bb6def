import { type Language, type Localized, languages, type QuestionView } from '../../base/bilingual.ts';
import { formatKst } from '../../base/korean-time.ts';
import { formatMoney } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import type { CurrencyTotal } from '../impact/money-movements.ts';
import type { ApprovalRequest, Approvals } from './approvals.ts';
import type { ConfirmationTokens, TokenBinding } from './confirmation-token.ts';
import type { OperationPlan } from './prepare.ts';
import { matchesTypedAmount, renderQuestion } from './question/render-text.ts';
import type { SecretField } from './secret-field.ts';

/** What came back with a call: the token of an earlier question, and what the person said. */
export interface ConfirmationReply {
  token: string;
  /** `yes` is an accepted form with its box ticked, an opened page, or a repeated code; everything else is `no`. */
  decision: 'yes' | 'no';
  channel: 'form' | 'url' | 'token';
  /** The amount that the person typed. */
  typedAmount?: unknown;
}

export interface Caller {
  /** Whoever the transport vouches for; an agreement is worth nothing to anybody else. */
  id: string;
  /** Whether a person can be asked through this client. */
  supportsFormElicitation: boolean;
  /** Whether this client can be given a link for the person to open. */
  supportsUrlElicitation: boolean;
  reply?: ConfirmationReply;
  /** By which the logs of client and server find each other: the trace that the client follows, and its number of the request. */
  trace?: string;
  request?: string;
  /** Aborted when the client cancels or goes away. */
  signal: AbortSignal;
}

/** What the client is to bring before a person. */
export type PendingConfirmation =
  | { by: 'form'; message: string; token: string; amountToType?: string }
  | { by: 'url'; message: string; token: string; url: string };

export type ConfirmationFallback = 'page' | 'refuse' | 'token';

/** How people are asked here. */
export interface ConfirmationService {
  tokens: ConfirmationTokens;
  getApprovals(): Promise<Approvals>;
  fallback: ConfirmationFallback;
  /** Whether the page of a second approver wants a PIN, which only that person knows. */
  hasSecondPin: boolean;
  lang: Language;
  sandbox: boolean;
  sleep(ms: number): Promise<void>;
}

export interface ConfirmationRequest {
  tool: { name: string };
  /** As they were asked for. */
  args: Record<string, unknown>;
  plan: OperationPlan;
  advice: readonly Localized[];
  /** What a person must type because a model must not see it. */
  secrets: readonly SecretField[];
  typedAmount?: CurrencyTotal;
  secondApprover: boolean;
  /** Told of the first person's yes where a second is to follow: an auditor wants to see both. */
  onFirstApproval?(channel: Confirmed['channel']): Promise<void>;
}

/** A yes to exactly this: how it was given, and what was typed with it. */
export interface Confirmed {
  channel: 'form' | 'page' | 'url' | 'token';
  secrets: Record<string, string>;
}

/** The client waits for the page so long before it is told to call again: most give up after a minute. */
const PAGE_WAIT_SECONDS = 45;

const buildBinding = ({ tool, args, plan }: ConfirmationRequest, caller: Caller): TokenBinding => ({
  tool: tool.name,
  args,
  fingerprintFields: plan.fingerprintFields,
  caller: caller.id,
});
/** The second person says yes to the same, after the first has. */
const buildSecondBinding = (binding: TokenBinding): TokenBinding => ({
  ...binding,
  fingerprintFields: { second: true, of: binding.fingerprintFields },
});

/** The fingerprint of what a person was shown. */
export const fingerprintQuestion = (
  { tokens }: ConfirmationService,
  request: ConfirmationRequest,
  caller: Caller,
): string => tokens.fingerprint(buildBinding(request, caller));

const createDeclinedError = () =>
  new Refused(
    'not_confirmed',
    'The person asked did not agree. Nothing was sent.',
    'Do not repeat the call unless the user asks for it.',
  );

const createTokenMismatchError = (name: string) =>
  new Refused(
    'not_confirmed',
    'The confirmation does not belong to this call, is older than five minutes or was used before. Nothing was sent.',
    `Call ${name} again to ask anew.`,
  );

/**
 * A no holds before anything is looked up: it must not depend on what PortOne says now, or on whether it answers. The page
 * that nobody wanted to open closes too: a yes given there later would be taken for one to the next call. Throws Refused.
 */
export async function handleDecline(
  { tokens, getApprovals }: Pick<ConfirmationService, 'tokens' | 'getApprovals'>,
  { id, reply }: Caller,
  { tool, args }: Pick<TokenBinding, 'tool' | 'args'>,
): Promise<void> {
  if (reply?.decision !== 'no') return;
  await tokens.invalidate(reply.token);
  if (reply.channel === 'url') await (await getApprovals()).cancel({ tool, args, caller: id });
  throw createDeclinedError();
}

/** A person's yes to exactly this, or what to ask. Throws Refused. */
export async function confirm(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
): Promise<Confirmed | PendingConfirmation> {
  const binding = buildBinding(request, caller);
  if (!request.secondApprover) return confirmFirstApprover(service, caller, request, binding);
  if (!service.hasSecondPin || service.fallback !== 'page')
    throw new Refused(
      'policy_refused',
      'This amount needs a second approver, and this server has no page with a PIN for one. Nothing was sent.',
      'Tell the user: the operator sets PORTONE_V1_SECOND_APPROVER_PIN (second_approver_pin_env of the tenant) and gives it to the second approver only.',
    );
  const approvals = await service.getApprovals();
  const decision = await approvals.consume(buildSecondBinding(binding));
  if (decision?.status === 'denied') throw createDeclinedError();
  if (decision) return { channel: 'page', secrets: decision.secrets };
  const requestSecondApproval = async () => {
    const page = { ...buildApprovalRequest(service, request, buildSecondBinding(binding)), second: true as const };
    throw await createApprovalRequiredError(approvals, page, request, 'A second person must approve this too');
  };
  // The first has agreed already: asked once more on a page, they would close the one that the second has open.
  if (await approvals.isPending(buildSecondBinding(binding))) return requestSecondApproval();
  const confirmed = await confirmFirstApprover(service, caller, { ...request, secrets: [] }, binding);
  if ('by' in confirmed) return confirmed;
  await request.onFirstApproval?.(confirmed.channel);
  return requestSecondApproval();
}

async function confirmFirstApprover(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmed | PendingConfirmation> {
  const { fallback } = service;
  if (request.secrets.length > 0) {
    if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
    throw createSecretsRefusedError(request);
  }
  if (caller.supportsFormElicitation) return confirmByForm(service, caller, request, binding);
  if (fallback === 'page') return confirmOnPage(service, caller, request, binding);
  if (fallback === 'token') return confirmByToken(service, caller, request, binding);
  throw new Refused(
    'not_confirmed',
    'This operation needs the consent of a person, and this client has no way to ask one (form elicitation). Nothing was sent.',
    'Tell the user to use a client that supports elicitation, or to do it in the PortOne console.',
  );
}

const createSecretsRefusedError = ({ tool, secrets }: ConfirmationRequest) =>
  new Refused(
    'policy_refused',
    `${tool.name} needs ${secrets.map((field) => field.name).join(', ')}, which this server does not take from a model. Nothing was sent.`,
    'Tell the user: the operator can have it typed on a page (--confirm-fallback page), or accept the risk with --allow-card-data.',
  );

async function confirmByForm(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmed | PendingConfirmation> {
  const { typedAmount } = request;
  const ask = async (): Promise<PendingConfirmation> => ({
    by: 'form',
    message: renderQuestion(buildQuestionView(service, request), service.lang),
    token: await service.tokens.mint({ ...binding, channel: 'form' }),
    ...(typedAmount ? { amountToType: formatMoney(typedAmount.amount, typedAmount.currency) } : {}),
  });
  const { reply } = caller;
  if (reply?.channel !== 'form') return ask();
  const tokenCheck = await service.tokens.consume(reply.token, { ...binding, channel: 'form' });
  if (tokenCheck === 'invalid') throw createTokenMismatchError(request.tool.name);
  // What the person saw is no longer so: their yes was to something else.
  if (tokenCheck === 'changed') return ask();
  assertTypedAmount(request, reply.typedAmount);
  return { channel: 'form', secrets: {} };
}

function assertTypedAmount({ tool, typedAmount }: ConfirmationRequest, typedInput: unknown): void {
  if (!typedAmount || matchesTypedAmount(typedInput, typedAmount.amount)) return;
  throw new Refused(
    'not_confirmed',
    'The amount that the person typed is not the amount that was shown. Nothing was sent.',
    `Call ${tool.name} again to ask anew.`,
  );
}

async function confirmByToken(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmed> {
  const { reply } = caller;
  const { typedAmount } = request;
  const tokenCheck =
    reply?.channel === 'token'
      ? await service.tokens.consume(reply.token, { ...binding, channel: 'token' })
      : undefined;
  if (tokenCheck === 'invalid') throw createTokenMismatchError(request.tool.name);
  if (tokenCheck === 'valid') {
    assertTypedAmount(request, reply?.typedAmount);
    return { channel: 'token', secrets: {} };
  }
  throw new Refused(
    'not_confirmed',
    `Nothing was sent yet. Show the user exactly this:\n${renderQuestion(buildQuestionView(service, request), service.lang)}`,
    `Only after the user has agreed${typedAmount ? ' by typing the amount' : ''}, call ${request.tool.name} again with the same arguments and confirm_token${typedAmount ? ', and what the user typed as confirm_amount' : ''}.`,
    { confirm_token: await service.tokens.mint({ ...binding, channel: 'token' }) },
  );
}

async function confirmOnPage(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmed | PendingConfirmation> {
  const approvals = await service.getApprovals();
  const wasPageOpened = caller.supportsUrlElicitation && caller.reply?.channel === 'url';
  // After the client has opened the page, the person needs a moment.
  const waitSeconds = wasPageOpened ? PAGE_WAIT_SECONDS : 0;
  for (let elapsedSeconds = 0; ; elapsedSeconds++) {
    const decision = await approvals.consume(binding);
    if (decision?.status === 'denied') throw createDeclinedError();
    if (decision) return { channel: wasPageOpened ? 'url' : 'page', secrets: decision.secrets };
    if (elapsedSeconds >= waitSeconds || caller.signal.aborted) break;
    await service.sleep(1_000);
  }
  const page = buildApprovalRequest(service, request, binding);
  if (!caller.supportsUrlElicitation || wasPageOpened)
    throw await createApprovalRequiredError(approvals, page, request, 'A person must approve this on a page');
  const { url } = await approvals.open(page);
  const { title } = buildQuestionView(service, request);
  const invitation = {
    en: `${title}: please look at it and decide on this page.`,
    ko: `${title}: 페이지에서 내용을 확인하고 결정해 주세요.`,
  };
  const token = await service.tokens.mint({ ...binding, channel: 'url' });
  return { by: 'url', message: invitation[service.lang], token, url };
}

async function createApprovalRequiredError(
  approvals: Approvals,
  page: ApprovalRequest,
  { tool }: ConfirmationRequest,
  what: string,
): Promise<Refused> {
  const { url, expiresAt } = await approvals.open(page);
  return new Refused(
    'approval_required',
    `${what}. Nothing was sent.`,
    `Give the user the link of approval_url. Once it is approved, call ${tool.name} again with the same arguments.`,
    { approval_url: url, expires_at: formatKst(expiresAt) },
  );
}

const buildApprovalRequest = (
  service: ConfirmationService,
  request: ConfirmationRequest,
  binding: TokenBinding,
): ApprovalRequest => {
  const { typedAmount, secrets } = request;
  const question = Object.fromEntries(
    languages.map((lang) => [lang, buildQuestionView({ ...service, lang }, request)]),
  );
  return {
    binding,
    // Made of all the languages there are.
    question: question as Record<Language, QuestionView>,
    ...(typedAmount
      ? { typedAmount: { amount: typedAmount.amount, text: formatMoney(typedAmount.amount, typedAmount.currency) } }
      : {}),
    secrets,
    lang: service.lang,
  };
};

const buildQuestionView = (
  { lang, sandbox }: ConfirmationService,
  { plan, advice }: ConfirmationRequest,
): QuestionView => plan.buildQuestion(lang, { advice, sandbox });
