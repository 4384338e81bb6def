import * as z from 'zod';
import { parseJson } from '../base/json.ts';
import { endpoints } from '../endpoints/index.ts';
import { applyDeposit } from './behavior/deposit.ts';
import { changeEscrow, escrowStatuses } from './behavior/escrow-change.ts';
import type { SandboxState } from './instance.ts';
import { faultKinds } from './state/faults.ts';
import { missingBillingKeyStatuses } from './state/rows.ts';

interface ControlResponse {
  status: number;
  body: unknown;
}

const respondControl = (body: unknown): ControlResponse => ({ status: 200, body });
const respondControlError = (error: string, status = 400): ControlResponse => ({ status, body: { error } });

const knownRoutes = new Set(endpoints.map(({ route }) => route));

/** 2100-01-01: later times do not fit a date, and the test cards have expired. */
const MAX_CLOCK_TIME = 4_102_444_800;

const ClockRequest = z.strictObject({ advance: z.int().gte(0) });
const FaultRequest = z
  .strictObject({
    route: z
      .string()
      .refine(
        (route) => knownRoutes.has(route),
        'must be a method and a path as documented, such as "POST /payments/cancel"',
      )
      .optional(),
    kind: z.enum(faultKinds),
    times: z.int().gte(1).default(1),
    delay_ms: z.int().gte(0).optional(),
  })
  .refine(({ route, kind }) => route !== undefined || kind === 'hang_lists', {
    path: ['route'],
    error: 'is missing; only hang_lists goes without one, for every list',
  });

const BehaviorRequest = z.strictObject({ missing_billing_key: z.enum(missingBillingKeyStatuses) });

const EscrowRequest = z.strictObject({ imp_uid: z.string(), escrow_status: z.enum(escrowStatuses) });

const formatIssues = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

const controlCalls: Record<string, (state: SandboxState, body: unknown) => ControlResponse> = {
  'GET samples': (state) => respondControl(state.samples),
  'GET ledger': ({ journal }) => respondControl({ entries: journal.entries, warnings: journal.warnings }),
  'POST reset': (state) => {
    state.reset();
    return respondControl({ now: state.world.clock.now() });
  },
  'POST clock': (state, body) => {
    const { data, error } = ClockRequest.safeParse(body);
    if (error) return respondControlError(formatIssues(error));
    if (state.world.clock.now() + data.advance >= MAX_CLOCK_TIME)
      return respondControlError('advance: the clock cannot go beyond the year 2099');
    state.world.clock.advance(data.advance);
    state.runDue();
    return respondControl({ now: state.world.clock.now() });
  },
  'POST faults': ({ faults }, body) => {
    const { data, error } = FaultRequest.safeParse(body);
    if (error) return respondControlError(formatIssues(error));
    const { delay_ms, route, ...fault } = data;
    faults.add({
      ...fault,
      ...(route === undefined ? {} : { route }),
      ...(delay_ms === undefined ? {} : { delayMs: delay_ms }),
    });
    return respondControl(data);
  },
  'POST escrow': ({ world, journal }, body) => {
    const { data, error } = EscrowRequest.safeParse(body);
    if (error) return respondControlError(formatIssues(error));
    const outcome = changeEscrow(world, data.imp_uid, data.escrow_status);
    if (outcome.status === 'rejected') return respondControlError(outcome.reason, outcome.httpStatus);
    journal.append(world.clock.now(), 'ESCROW', '/_sandbox/escrow', outcome.changed);
    return respondControl(outcome.changed);
  },
  'POST behavior': ({ world }, body) => {
    const { data, error } = BehaviorRequest.safeParse(body);
    if (error) return respondControlError(formatIssues(error));
    world.missingBillingKey = data.missing_billing_key;
    return respondControl(data);
  },
};

/** The calls under `/_sandbox/`: what PortOne has no call for, for people and tests. */
export function handleControl(state: SandboxState, method: string, path: string, text: string): ControlResponse {
  const name = path.replace(/^\/_sandbox\//, '');
  const depositPath = /^deposit\/([^/]+)$/.exec(name);
  if (method === 'POST' && depositPath?.[1]) {
    const outcome = applyDeposit(state.world, depositPath[1]);
    if (outcome.status === 'rejected') return respondControlError(outcome.reason, outcome.httpStatus);
    state.journal.append(state.world.clock.now(), 'DEPOSIT', path, outcome.changed);
    return respondControl(outcome.changed);
  }
  const call = controlCalls[`${method} ${name}`];
  if (call) {
    const body = text.trim() === '' ? {} : parseJson(text);
    return body === undefined ? respondControlError('The body is not valid JSON.') : call(state, body);
  }
  return respondControlError(
    `Unknown call: ${method} ${path}. Calls under /_sandbox/: ${Object.keys(controlCalls).join(', ')}, POST deposit/<imp_uid>.`,
    404,
  );
}
