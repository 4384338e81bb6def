export const faultKinds = [
  'reset_before',
  'reset_after',
  'timeout_before',
  'timeout_after',
  'http_500',
  'html_502',
  'http_429',
  'slow',
  'truncated_json',
  'huge_body',
  'expired_token',
  'hang_lists',
  'html_403_after',
  'http_401_after',
] as const;

/**
 * Kinds of injected faults. `reset_before`, `timeout_before`, `http_500`, `html_502`, `http_429`, `expired_token` and
 * `hang_lists` happen before the request is executed; the others after it.
 */
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** Method and path as in the documentation: `POST /payments/cancel`. Absent for `hang_lists`: every list. */
  route?: string;
  kind: FaultKind;
  times: number;
  /** Milliseconds before `slow` responds or a hanging connection is closed. Absent: it is never closed. */
  delayMs?: number;
}

export interface FaultQueue {
  add(fault: Fault): void;
  /** Returns the fault for this request and counts it as used. */
  consume(route: string, isList: boolean): Fault | undefined;
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  let pending: Fault[] = [];
  return {
    add: (fault) => {
      pending.push({ ...fault });
    },
    consume(route, isList) {
      const fault = pending.find((one) => (one.route === undefined ? isList : one.route === route));
      if (!fault) return undefined;
      fault.times -= 1;
      pending = pending.filter((one) => one.times > 0);
      return fault;
    },
    clear() {
      pending = [];
    },
  };
}
