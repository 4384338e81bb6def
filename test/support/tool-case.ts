/** The sample rows of the sandbox by situation, as `GET /_sandbox/samples` gives them. */
export type Samples = Record<string, Record<string, string>>;

/** One call of a tool against a fresh sandbox, and what must be seen of it from outside. */
export interface ToolCase {
  tool: string;
  buildArguments: (samples: Samples) => Record<string, unknown>;
  /** Looks at the tool's result and throws when it is not what PortOne would answer. */
  assertResult: (result: unknown, samples: Samples) => void;
  /** The ids or amounts that the ledger's one entry must carry; absent for a tool that changes nothing. */
  getExpectedEntry?: (samples: Samples) => Record<string, unknown>;
}
