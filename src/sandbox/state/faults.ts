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
] as const;

/**
 * What goes wrong with a request. `reset_before`, `timeout_before`, `http_500`, `html_502`, `http_429` and
 * `expired_token` strike before anything is executed; the others after it.
 */
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** `POST /payments/cancel`: a method and a path as the documentation writes it. */
  route: string;
  kind: FaultKind;
  times: number;
  /** How long `slow` waits before it answers, and a timeout before it hangs up (never, when absent). */
  delayMs?: number;
}

export interface FaultQueue {
  add(fault: Fault): void;
  /** The fault for this request, used up by one. */
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
