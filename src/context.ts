import type { Language, Localized } from './base/bilingual.ts';
import type { Effect } from './endpoints/endpoint.ts';
import type { AuditLog } from './guard/audit/audit.ts';
import type { ConfirmationFallback, ConfirmationService } from './guard/confirmation/service.ts';
import type { UnconfirmedWrites } from './guard/outcome/unconfirmed-writes.ts';
import type { Policy } from './guard/policy/policy.ts';
import type { Telemetry } from './guard/telemetry.ts';
import type { WriteQueue } from './guard/writes/write-queue.ts';
import type { PortOneReader, PortOneWriter } from './portone/client.ts';
import type { ChangeEvents } from './store/change-events.ts';

/** A tool that may be called here, by whoever calls. */
export interface OfferedTool {
  toolset: string;
  effect: Effect;
  /** A person is asked before it runs. */
  confirm: boolean;
  /** Not in the list: found and called through the tools of `discover`. */
  hidden?: true;
  /** In every language; `definition` has it in the server's. */
  title: Localized;
  definition: { name: string; title: string; description: string; inputSchema: object };
}

/** The tools that this server offers. */
export interface Catalog {
  readonly tools: readonly OfferedTool[];
  has(tool: string): boolean;
}

export function createCatalog(tools: readonly OfferedTool[]): Catalog {
  const names = new Set(tools.map(({ definition }) => definition.name));
  return { tools, has: (tool) => names.has(tool) };
}

/** What this server is and how it was set up, as far as a caller may know. */
export interface RuntimeInfo {
  version: string;
  /** Where PortOne is talked to. */
  host: string;
  tier?: string;
  /** It talks to the embedded sandbox. */
  sandbox: boolean;
  readOnly: boolean;
  confirmationFallback: ConfirmationFallback;
  audit: boolean;
  policy: boolean;
  store: 'memory' | 'redis';
}

/** What every tool, resource and prompt is handed. Nothing in it can change anything at PortOne. */
export interface Context {
  /** PortOne as configured, to read; imported and started when first asked for. */
  portone(): Promise<PortOneReader>;
  /** Unix seconds. */
  now(): number;
  /** Milliseconds of a clock that nobody sets. */
  getMonotonicMs(): number;
  /** One line for the operator, on stderr; never a value of an argument or an answer. */
  log(line: string): void;
  telemetry: Telemetry;
  /** Throws Refused for a caller who calls too often; where nobody is counted, it is not there. */
  checkRateLimit?(caller: string): Promise<void>;
  lang: Language;
  pii: 'masked' | 'full';
  allowCardData: boolean;
  catalog: Catalog;
  /** Tools that the operator took away by name: what they read is read by no other way either. */
  excludedTools: readonly string[];
  runtimeInfo: RuntimeInfo;
  /** The latest steps of calls that change something; absent where no record is kept. */
  auditTrail?: Pick<AuditLog, 'getRecent'>;
  /** Who looks at something is told when it changes. */
  changes: ChangeEvents;
}

/** What it takes to change something. `tools/call-tool.ts` passes it on to `tools/guarded-call.ts`, and to nothing else. */
export interface GuardContext {
  /** What the same call may read with. */
  context: Context;
  /** Sends writes for which there is a permit. */
  writer(): Promise<PortOneWriter>;
  /** How people are asked, and what they agreed to. */
  confirmations: ConfirmationService;
  /** What the operator allows, whatever a person agrees to. */
  policy: Policy;
  audit: AuditLog;
  writeQueue: WriteQueue;
  /** What may still be carried out although its answer was lost. */
  unconfirmedWrites: UnconfirmedWrites;
  sleep(ms: number): Promise<void>;
}
