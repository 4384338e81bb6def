import type { ArgumentPlace } from '../../src/endpoints/endpoint.ts';
import type { Deviation } from './deviations.ts';
import type { Aspect, Operations, Parameter, Parameters } from './parameter.ts';

export interface Difference {
  route: string;
  place?: ArgumentPlace;
  name?: string;
  aspect: Aspect;
  document: string;
  row: string;
}

/** Finds every difference between the document and the rows, in both directions. */
export function findDifferences(document: Operations, rows: Operations): Difference[] {
  const routes = new Set([...document.keys(), ...rows.keys()]);
  return [...routes].flatMap((route) => {
    const official = document.get(route);
    const ours = rows.get(route);
    if (official && ours) return compareOperations(route, official, ours);
    return [
      {
        route,
        aspect: 'operation',
        document: describePresence(official),
        row: describePresence(ours),
      } satisfies Difference,
    ];
  });
}

function compareOperations(route: string, document: Parameters, row: Parameters): Difference[] {
  const keys = [...new Set([...document.keys(), ...row.keys()])];
  // If a whole parameter differs, do not report its nested fields again.
  const reported = new Set<string>();
  return keys.flatMap((key): Difference[] => {
    const official = document.get(key);
    const ours = row.get(key);
    const known = official ?? ours;
    if (!known) return [];
    const { place, name, parent } = known;
    if (parent !== undefined && reported.has(`${place} ${parent}`)) {
      reported.add(key);
      return [];
    }
    const at = { route, place, name };
    if (!official || !ours) {
      reported.add(key);
      return [{ ...at, aspect: 'presence', document: describePresence(official), row: describePresence(ours) }];
    }
    if (!isSameType(official.type, ours.type)) reported.add(key);
    return compareParameters(official, ours).map((difference) => ({ ...at, ...difference }));
  });
}

function compareParameters(document: Parameter, row: Parameter): Pick<Difference, 'aspect' | 'document' | 'row'>[] {
  const aspects = ['type', 'required', 'enum', 'minimum', 'maximum', 'length'] as const;
  return aspects
    .filter((aspect) => (aspect === 'type' ? !isSameType(document.type, row.type) : document[aspect] !== row[aspect]))
    .map((aspect) => ({ aspect, document: formatValue(document[aspect]), row: formatValue(row[aspect]) }));
}

/** The document does not specify the items of some arrays; any items match then. */
const isSameType = (document: string, row: string) =>
  document === row || (document === 'array of anything' && row.startsWith('array of '));

const describePresence = (value: unknown) => (value === undefined ? 'missing' : 'present');
const formatValue = (value: string | number | boolean | undefined) =>
  value === undefined ? 'not given' : String(value);

export interface DriftReport {
  /** Deviations that are not on the list. */
  unlisted: Difference[];
  /** Entries of the list that no longer match anything. */
  stale: Deviation[];
  listed: number;
}

export function matchDeviations(differences: readonly Difference[], deviations: readonly Deviation[]): DriftReport {
  const used = new Set<Deviation>();
  const unlisted = differences.filter((difference) => {
    const entry = deviations.find((deviation) => isCoveredBy(deviation, difference));
    if (entry) used.add(entry);
    return !entry;
  });
  return {
    unlisted,
    stale: deviations.filter((deviation) => !used.has(deviation)),
    listed: differences.length - unlisted.length,
  };
}

const isCoveredBy = (deviation: Deviation, difference: Difference) =>
  (deviation.route === '*' || deviation.route === difference.route) &&
  deviation.place === difference.place &&
  deviation.name === difference.name &&
  deviation.aspect === difference.aspect &&
  (deviation.document === undefined || deviation.document === difference.document) &&
  (deviation.row === undefined || deviation.row === difference.row);

const formatLocation = ({ route, place, name }: { route: string; place?: string; name?: string }) =>
  name === undefined ? route : `${route}, ${place} parameter "${name}"`;

/** Formats one message per problem: where, which aspect, both values, and what to do. */
export function formatComplaints({ unlisted, stale }: DriftReport): string[] {
  return [
    ...unlisted.map(
      (difference) =>
        `${formatLocation(difference)}: ${difference.aspect} is "${difference.document}" in the document and "${difference.row}" in the row. ` +
        (difference.aspect === 'operation' && difference.row === 'missing'
          ? `Add the row (npm run draft -- '${difference.route}' prints a first draft).`
          : 'Bring the row into line, or account for it in scripts/drift/deviations.ts.'),
    ),
    ...stale.map(
      (deviation) =>
        `${formatLocation(deviation)}: the deviation in ${deviation.aspect} that scripts/drift/deviations.ts accounts for is gone. Take its entry out.`,
    ),
  ];
}
