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
  'html_403_after',
  'http_401_after',
] as const;

/**
 * Kinds of injected faults. `reset_before`, `timeout_before`, `http_500`, `html_502`, `http_429` and `expired_token`
 * happen before the request is executed; the others after it.
 */
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** Method and path as in the documentation: `POST /payments/cancel`. */
  route: string;
  kind: FaultKind;
  times: number;
  /** Milliseconds before `slow` responds or a timeout closes the connection. Absent: a timeout never closes it. */
  delayMs?: number;
}

export interface FaultQueue {
  add(fault: Fault): void;
  /** Returns the fault for this request and counts it as used. */
  consume(route: string): Fault | undefined;
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  let pending: Fault[] = [];
  return {
    add: (fault) => {
      pending.push({ ...fault });
    },
    consume(route) {
      const fault = pending.find((one) => one.route === route);
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
