/** The sample rows of the sandbox by situation, as returned by `GET /_sandbox/samples`. */
export type Samples = Record<string, Record<string, string>>;

/** One call of a tool against a fresh sandbox, and its expected visible effect. */
export interface ToolCase {
  tool: string;
  buildArguments: (samples: Samples) => Record<string, unknown>;
  /** Checks the tool's result and throws if it differs from PortOne's response. */
  assertResult: (result: unknown, samples: Samples) => void;
  /** The ids or amounts in the single ledger entry; absent for a tool that changes nothing. */
  getExpectedEntry?: (samples: Samples) => Record<string, unknown>;
}
