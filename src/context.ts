import type { Language, Localized } from './base/bilingual.ts';
import type { Pseudonyms } from './base/pseudonym.ts';
import type { Effect } from './endpoints/endpoint.ts';
import type { AuditLog } from './guard/audit/audit.ts';
import type { ConfirmationFallback, ConfirmationMode, ConfirmationService } from './guard/confirmation/service.ts';
import type { EarlierWrites } from './guard/outcome/earlier-writes.ts';
import type { TypedBuyers } from './guard/outcome/typed-buyers.ts';
import type { PolicyIssuer } from './guard/policy/layers.ts';
import type { Policy } from './guard/policy/policy.ts';
import type { Telemetry } from './guard/telemetry.ts';
import type { WriteQueue } from './guard/writes/write-queue.ts';
import type { PersonalSearchLimit } from './output/personal-search-limit.ts';
import type { PortOneReader, PortOneWriter } from './portone/client.ts';
import type { ChangeEvents } from './store/change-events.ts';

/** A tool that this server offers. */
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

/** What callers may know about this server and its configuration. */
export interface RuntimeInfo {
  version: string;
  /** Host of the PortOne API. */
  host: string;
  /** What the shop is called; absent if the operator gave no name. */
  shop?: string;
  tier?: string;
  /** Whether it uses the embedded sandbox. */
  sandbox: boolean;
  /** It uses the sandbox only because no key was given, which every answer has to say. */
  lacksKey?: true;
  readOnly: boolean;
  confirmation: { mode: ConfirmationMode; fallback: ConfirmationFallback };
  audit: boolean;
  /** Whose policies hold here; empty without any. */
  policies: readonly PolicyIssuer[];
  store: 'memory' | 'redis';
}

/** The context of every tool, resource and prompt. It cannot change anything at PortOne. */
export interface Context {
  /** Returns a read-only PortOne client, created on first use. It refuses reads that the operator excluded. */
  portone(): Promise<PortOneReader>;
  /** Unix seconds. */
  now(): number;
  /** Monotonic milliseconds. */
  getMonotonicMs(): number;
  /** Writes a line for the operator to stderr. It must not contain values of arguments or responses. */
  log(line: string): void;
  telemetry: Telemetry;
  /** Throws Refused if a caller exceeds the rate limit. Absent without a rate limit. */
  checkRateLimit?(caller: string): Promise<void>;
  lang: Language;
  pii: 'masked' | 'full';
  /** Names, in lowercase, of fields without a model that are shown although nothing is known about them. */
  shownFields?: ReadonlySet<string>;
  /** Replaces the secrets of this server and of a call within a text. */
  hideSecrets?(text: string): string;
  /** Throws Refused if a caller searches by personal data so often that it could be guessed. */
  personalSearchLimit: PersonalSearchLimit;
  allowCardData: boolean;
  catalog: Catalog;
  /** Tools that the operator excluded by name: their data is not available as a resource either. */
  excludedTools: readonly string[];
  runtimeInfo: RuntimeInfo;
  /** The latest audit records; absent without an audit log. */
  auditTrail?: Pick<AuditLog, 'getRecent'>;
  /** Notifies subscribers of changed records. */
  changes: ChangeEvents;
}

/** What is needed to change something. `tools/call-tool.ts` passes it only to `tools/guarded-call.ts`. */
export interface GuardContext {
  /** The read-only context of the same call. */
  context: Context;
  /** Returns a client that reads whatever a write has to be checked against. */
  reader(): Promise<PortOneReader>;
  /** Returns the client that sends writes with a permit. */
  writer(): Promise<PortOneWriter>;
  /** Asks for confirmations and checks them. */
  confirmations: ConfirmationService;
  /** The operator's policy, which applies whatever a person confirms. */
  policy: Policy;
  audit: AuditLog;
  writeQueue: WriteQueue;
  /** Recent writes that a person must know of before agreeing to a related one. */
  earlierWrites: EarlierWrites;
  /** Buyers that are known only since a person typed their card. */
  typedBuyers: TypedBuyers;
  /** Pseudonyms of ids, the same as in the audit log and the counters. */
  pseudonyms: Pseudonyms;
  sleep(ms: number): Promise<void>;
}
