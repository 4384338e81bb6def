import * as z from 'zod';
import type { ReadBackRule } from './read-back.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type ArgumentPlace = 'path' | 'query' | 'body';
/** `read` changes nothing; `write` can be undone; `destructive` moves money or cannot be undone. */
export type Effect = 'read' | 'write' | 'destructive';
export type WriteEffect = Exclude<Effect, 'read'>;
/** `payout`: the seller gets money that was held for the buyer, or the buyer gets points; neither can be taken back. */
export type Money = 'refund' | 'charge_now' | 'charge_later' | 'payout';
/** A read before an operation that shows the records it would change. */
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
  /** Why a row that is not a GET still changes nothing. */
  readOnlyBecause?: string;
  /** A `write` without a reverse call. Clients see it as destructive. */
  irreversible?: true;
  /** Calling it twice has the same effect as calling it once. True for every read. */
  idempotent?: true;
  money?: Money;
  /** Amounts among the arguments that this operation does not move, by path (`products[].amount`), and why. */
  unmovedAmounts?: Readonly<Record<string, string>>;
  /** A person must confirm it first. */
  confirm?: true;
  /** Exactly one of these must be given. */
  oneOf?: readonly Argument[];
  /** At least one of these must be given. */
  anyOf?: readonly Argument[];
  /**
   * PortOne takes an absent `replaces` for "everything"; the tool requires `flag: true` instead. `requires` limits what
   * "everything" covers.
   */
  explicitAll?: { flag: 'full_refund' | 'all'; replaces: Argument; requires?: Argument };
  /** If the arguments in `when` have these values, PortOne also requires `args`, which are optional otherwise. */
  requires?: { when: { readonly [K in Argument]?: string }; args: readonly Argument[] };
  /** Upstream names of arguments whose names are not identifiers. */
  wire?: { readonly [K in Argument]?: string };
  /** The fields of the response that repeat an argument of the path, where their names differ. */
  repeatedAs?: { readonly [K in Argument]?: string };
  /** For HTTP 207: the argument with the requested ids, and the field of a returned row with such an id. */
  batch?: { readonly [K in Argument]?: string };
  /** HTTP 200 and code 0 can still contain a charge with `status: "failed"`; only `paid` succeeded. */
  checkPaymentStatus?: true;
  /** The records that a question shows: `[]` where PortOne has none to read. A row that a person confirms states it. */
  preview?: readonly Preview[];
  /** The tool that shows whether a call took effect whose response was lost. */
  followUpTool?: string;
  /** How to prove that a write was executed when its response is lost. Required for every write. */
  readBack?: ReadBackRule;
  /** The fields of each row that a list shows without `detail: "full"`. */
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
  /** Schema of the flat arguments. Unknown ones are rejected. */
  input: z.ZodType<Args>;
}

/** A row that changes nothing: any reader can call it. */
export type ReadEndpoint<Args = Record<string, unknown>, Returns extends z.ZodType = z.ZodType> = Endpoint<
  Args,
  Returns,
  'read'
>;
/** A row that changes something: it can be sent only with a permit. */
export type WriteEndpoint<Args = Record<string, unknown>, Returns extends z.ZodType = z.ZodType> = Endpoint<
  Args,
  Returns,
  WriteEffect
>;

/** The parsed arguments of a row: PortOne's names, times in unix seconds. */
export type Args<E> = E extends Endpoint<infer A, z.ZodType> ? A : never;

/** The method and path of every endpoint that was declared to only read. */
const readRoutes = new Set<string>();

/** Whether an endpoint was declared to only read at this address: a copy of a row may claim anything. */
export const isDeclaredRead = ({ method, template }: Pick<Endpoint, 'method' | 'template'>): boolean =>
  readRoutes.has(`${method} ${template}`);

/** Declares an endpoint. Arguments keep PortOne's names and are flat, wherever HTTP puts them. */
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
  if (info.effect === 'read') readRoutes.add(route);
  return {
    ...info,
    route,
    method,
    template,
    places,
    fields,
    // The return type states the object's type, which zod cannot infer through the generics.
    input: z.strictObject(fields) as unknown as z.ZodType<Output<P> & Output<Q> & Output<B>>,
  };
}

/** Returns an argument's name in HTTP. */
export const getWireName = (row: Pick<Endpoint, 'wire'>, argument: string): string => row.wire?.[argument] ?? argument;
