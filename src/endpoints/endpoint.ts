import * as z from 'zod';
import type { ReadBackRule } from './read-back.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type ArgumentPlace = 'path' | 'query' | 'body';
/** `read` changes nothing; `write` can be put right again; `destructive` moves money or cannot be undone. */
export type Effect = 'read' | 'write' | 'destructive';
export type WriteEffect = Exclude<Effect, 'read'>;
export type Money = 'refund' | 'charge_now' | 'charge_later';
/** A read that shows what an operation would change, before it is done. */
export type Preview =
  | 'payment'
  | 'order'
  | 'billing_key'
  | 'schedule'
  | 'schedules'
  | 'naver_items'
  | 'receipt'
  | 'external_receipt'
  | 'escrow'
  | 'certification'
  | 'prepare';

type Fields = Record<string, z.ZodType>;
type Placeholders<R extends string> = R extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type PathFields<R extends string> = { [K in Placeholders<R>]: z.ZodType };
type Output<F extends Fields> = [keyof F] extends [never] ? Record<never, never> : z.output<z.ZodObject<F>>;

interface OperationInfo<Argument extends string, Returns extends z.ZodType, E extends Effect> {
  /** The tool's name. */
  name: string;
  title: string;
  description: string;
  effect: E;
  /** Why a row that is not a GET changes nothing all the same. */
  readOnlyBecause?: string;
  /** A `write` that has no reverse call: shown as destructive to clients. */
  irreversible?: true;
  /** Doing it twice leaves the same state as doing it once. Reads always are. */
  idempotent?: true;
  money?: Money;
  /** A person is asked before it is done. */
  confirm?: true;
  /** Exactly one of these must be given. */
  oneOf?: readonly Argument[];
  /** At least one of these must be given. */
  anyOf?: readonly Argument[];
  /** PortOne takes silence about `insteadOf` for "everything"; the tool wants `flag: true` said. `needs` narrows what everything is. */
  explicitAll?: { flag: 'full_refund' | 'all'; replaces: Argument; requires?: Argument };
  /** When the arguments of `when` have these values, PortOne also wants `args`, which are optional otherwise. */
  requires?: { when: { readonly [K in Argument]?: string }; args: readonly Argument[] };
  /** Upstream names that are no identifiers, by argument. */
  wire?: { readonly [K in Argument]?: string };
  /** For a 207: the argument with the ids asked for, and the field of an answered row that carries such an id. */
  batch?: { readonly [K in Argument]?: string };
  /** HTTP 200 and code 0 can still carry a charge with `status: "failed"`: only `paid` is one that went through. */
  checkPaymentStatus?: true;
  preview?: readonly Preview[];
  /** The tool that shows what became of a call whose answer was lost. */
  followUpTool?: string;
  /** What proves, when the answer to a write is lost, that it was executed. Every write says. */
  readBack?: ReadBackRule;
  /** The fields of a row that a list shows unless `detail: "full"` is asked for. */
  summaryFields?: readonly string[];
  returns: Returns;
}

type Definition<
  R extends string,
  P extends Fields,
  Q extends Fields,
  B extends Fields,
  Returns extends z.ZodType,
  E extends Effect,
> = OperationInfo<(keyof NoInfer<P> | keyof NoInfer<Q> | keyof NoInfer<B>) & string, Returns, E> & {
  path?: P & Record<Exclude<keyof NoInfer<P>, Placeholders<R>>, never>;
  query?: Q;
  body?: B;
} & ([Placeholders<R>] extends [never] ? unknown : { path: P });

export interface Endpoint<
  Args = Record<string, unknown>,
  Returns extends z.ZodType = z.ZodType,
  E extends Effect = Effect,
> extends OperationInfo<string, Returns, E> {
  /** As PortOne's documentation writes it: `POST /payments/cancel`. */
  route: string;
  method: Method;
  template: string;
  places: Readonly<Record<string, ArgumentPlace>>;
  fields: Readonly<Fields>;
  /** The arguments as they go to PortOne, flat; unknown ones are refused. */
  input: z.ZodType<Args>;
}

/** A row that changes nothing: whoever can read may call it. */
export type ReadEndpoint<Args = Record<string, unknown>, Returns extends z.ZodType = z.ZodType> = Endpoint<
  Args,
  Returns,
  'read'
>;
/** A row that changes something: it is sent by permit only. */
export type WriteEndpoint<Args = Record<string, unknown>, Returns extends z.ZodType = z.ZodType> = Endpoint<
  Args,
  Returns,
  WriteEffect
>;

/** The arguments of a row once parsed: PortOne's names, times in unix seconds. */
export type Args<E> = E extends Endpoint<infer A, z.ZodType> ? A : never;

/** Declares an endpoint. Arguments keep PortOne's names and lie flat, wherever HTTP puts them. */
export function endpoint<
  const R extends `${Method} /${string}`,
  P extends PathFields<R> = PathFields<R> & Record<never, never>,
  Q extends Fields = Record<never, never>,
  B extends Fields = Record<never, never>,
  Returns extends z.ZodType = z.ZodType,
  const E extends Effect = Effect,
>(route: R, definition: Definition<R, P, Q, B, Returns, E>): Endpoint<Output<P> & Output<Q> & Output<B>, Returns, E> {
  const {
    path = {},
    query = {},
    body = {},
    ...info
  } = definition as OperationInfo<string, Returns, E> & Partial<Record<ArgumentPlace, Fields>>;
  const [method, template] = route.split(' ') as [Method, string];
  const places: Record<string, ArgumentPlace> = {};
  const fields: Fields = {};
  for (const [place, group] of Object.entries({ path, query, body }) as [ArgumentPlace, Fields][]) {
    for (const [name, schema] of Object.entries(group)) {
      if (name in places) throw new Error(`${route}: "${name}" is declared twice`);
      places[name] = place;
      fields[name] = schema;
    }
  }
  return {
    ...info,
    route,
    method,
    template,
    places,
    fields,
    // The object's type is spelled out by the return type; zod cannot see it through the generic parts.
    input: z.strictObject(fields) as unknown as z.ZodType<Output<P> & Output<Q> & Output<B>>,
  };
}

/** The name that an argument has in HTTP. */
export const getWireName = (row: Pick<Endpoint, 'wire'>, argument: string): string => row.wire?.[argument] ?? argument;
