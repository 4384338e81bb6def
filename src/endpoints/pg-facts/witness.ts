/**
 * The kinds of publication that say something about a PG. `recording`: an answer of the real API that a public test or
 * fixture holds.
 */
type PublicationKind = 'document' | 'guide' | 'help' | 'recording' | 'report';

/** Where a reader can check a fact. */
export interface Witness {
  /**
   * `record`: what PortOne shows at the time of the call; `call`: what the arguments themselves say. Neither says anything
   * about a PG.
   */
  kind: PublicationKind | 'record' | 'call';
  /** The page, operation, repository or record. */
  page: string;
}

interface Recording extends Witness {
  kind: 'recording';
}

export type Witnesses = readonly [Witness, ...Witness[]];

/** What a refusal rests on: an answer that PortOne was recorded to give, or two witnesses of different kinds. */
export type RefusalWitnesses = readonly [Recording, ...Witness[]] | readonly [Witness, Witness, ...Witness[]];

/** The names of the kinds, for the table of rules. */
export const witnessNames: Readonly<Record<Witness['kind'], string>> = {
  document: 'PortOne REST API V1 document',
  guide: "PortOne's guides (developers.portone.io/opi/ko)",
  help: 'PortOne Help Center (help.portone.io)',
  recording: 'recorded answers of PortOne in public tests and fixtures',
  report: 'public client libraries and standards',
  record: "PortOne's own record, read for the call",
  call: 'the arguments of the call',
};

/** A page of PortOne's guides, by its path below `/opi/ko/`. */
export const guide = (page: string): Witness => ({ kind: 'guide', page });

/** The guide of a PG, by its path below `/opi/ko/integration/pg/v1/`. */
export const pgGuide = (page: string): Witness => guide(`integration/pg/v1/${page}`);

/** An operation of the REST API V1 document, and the arguments or PGs whose description there holds the fact. */
export const v1Document = (route: string, ...details: readonly string[]): Witness => ({
  kind: 'document',
  page: details.length > 0 ? `${route}: ${details.join(', ')}` : route,
});

export const help = (page: string): Witness => ({ kind: 'help', page });

export const recording = (page: string): Recording => ({ kind: 'recording', page });

export const report = (page: string): Witness => ({ kind: 'report', page });

export const portOneRecord = (record: string): Witness => ({ kind: 'record', page: record });

export const theCall: Witness = { kind: 'call', page: 'arguments' };

const REFUNDS = 'POST /payments/cancel';

/** What the document says about an argument of a refund, or about a PG. */
export const refundDocument = (...details: readonly string[]): Witness => v1Document(REFUNDS, ...details);

export const refundDeadlineHelp = help('cancel-deadline-by-paymethod');
/** The refund deadlines of payment methods and wallets, which do not depend on the version of the API. */
export const refundDeadlineGuide = guide('integration/cancel/v2/readme');
