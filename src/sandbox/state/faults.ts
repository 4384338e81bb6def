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

export interface Faults {
  add(fault: Fault): void;
  /** The fault for this request, used up by one. */
  take(route: string): Fault | undefined;
  clear(): void;
}

export function createFaults(): Faults {
  let waiting: Fault[] = [];
  return {
    add: (fault) => {
      waiting.push({ ...fault });
    },
    take(route) {
      const fault = waiting.find((one) => one.route === route);
      if (!fault) return undefined;
      fault.times -= 1;
      waiting = waiting.filter((one) => one.times > 0);
      return fault;
    },
    clear() {
      waiting = [];
    },
  };
}
