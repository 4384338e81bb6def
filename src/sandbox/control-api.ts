import * as z from 'zod';
import { endpoints } from '../endpoints/index.ts';
import { deposit } from './behavior/deposit.ts';
import type { State } from './instance.ts';
import { faultKinds } from './state/faults.ts';

interface Told {
  status: number;
  body: unknown;
}

const told = (body: unknown): Told => ({ status: 200, body });
const wrong = (error: string, status = 400): Told => ({ status, body: { error } });

const routes = new Set(endpoints.map(({ route }) => route));

/** 2100-01-01: beyond it lie times that a date cannot hold, and the test cards have expired. */
const END_OF_TIME = 4_102_444_800;

const Advance = z.strictObject({ advance: z.int().gte(0) });
const NewFault = z.strictObject({
  route: z
    .string()
    .refine((route) => routes.has(route), 'must be a method and a path as documented, such as "POST /payments/cancel"'),
  kind: z.enum(faultKinds),
  times: z.int().gte(1).default(1),
  delay_ms: z.int().gte(0).optional(),
});

const complaint = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ');

const calls: Record<string, (state: State, body: unknown) => Told> = {
  'GET samples': (state) => told(state.samples),
  'GET ledger': ({ ledger }) => told({ entries: ledger.entries, warnings: ledger.warnings }),
  'POST reset': (state) => {
    state.reset();
    return told({ now: state.world.clock.now() });
  },
  'POST clock': (state, body) => {
    const { data, error } = Advance.safeParse(body);
    if (error) return wrong(complaint(error));
    if (state.world.clock.now() + data.advance >= END_OF_TIME)
      return wrong('advance: the clock ends with the year 2099');
    state.world.clock.advance(data.advance);
    state.catchUp();
    return told({ now: state.world.clock.now() });
  },
  'POST faults': ({ faults }, body) => {
    const { data, error } = NewFault.safeParse(body);
    if (error) return wrong(complaint(error));
    const { delay_ms, ...fault } = data;
    faults.add({ ...fault, ...(delay_ms === undefined ? {} : { delayMs: delay_ms }) });
    return told(data);
  },
};

function parsed(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The calls under `/_sandbox/`: what PortOne has no call for, for people and tests. */
export function control(state: State, method: string, path: string, text: string): Told {
  const name = path.replace(/^\/_sandbox\//, '');
  const payer = /^deposit\/([^/]+)$/.exec(name);
  if (method === 'POST' && payer?.[1]) {
    const outcome = deposit(state.world, payer[1]);
    if ('refused' in outcome) return wrong(outcome.refused, outcome.status);
    state.ledger.record(state.world.clock.now(), 'DEPOSIT', path, outcome.changed);
    return told(outcome.changed);
  }
  const call = calls[`${method} ${name}`];
  if (call) {
    const body = parsed(text);
    return body === undefined ? wrong('The body is not valid JSON.') : call(state, body);
  }
  return wrong(
    `There is no ${method} ${path}. Known: ${Object.keys(calls).join(', ')}, POST deposit/<imp_uid>; all under /_sandbox/.`,
    404,
  );
}
