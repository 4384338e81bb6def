import type * as z from 'zod';
import { endpoints, type Row } from '../../src/endpoints/index.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';

export const acceptedEndpointsPath = 'test/contract/accepted-endpoints.json';

/** What operators and clients rely on: names, and whether a call changes something, moves money and asks a person. */
export interface AcceptedEndpoint {
  name: string;
  route: string;
  domain: string;
  effect: Row['effect'];
  irreversible?: true;
  money?: Row['money'];
  confirm?: true;
  secrets?: readonly string[];
}

const isSecret = (schema: z.ZodType) => getFieldMeta(schema)?.privacy === 'secret';

function toAccepted(row: Row): AcceptedEndpoint {
  const { name, route, domain, effect, irreversible, money, confirm, fields } = row;
  const secrets = Object.keys(fields).filter((argument) => fields[argument] && isSecret(fields[argument]));
  return {
    name,
    route,
    domain,
    effect,
    ...(irreversible ? { irreversible } : {}),
    ...(money ? { money } : {}),
    ...(confirm ? { confirm } : {}),
    ...(secrets.length > 0 ? { secrets: secrets.sort() } : {}),
  };
}

export const listAcceptedEndpoints = (): AcceptedEndpoint[] =>
  endpoints.map(toAccepted).sort((one, other) => (one.name < other.name ? -1 : 1));

/** One endpoint per line, so that a diff shows what changed. */
export const renderAcceptedEndpoints = (): string =>
  `[\n${listAcceptedEndpoints()
    .map((endpoint) => `  ${JSON.stringify(endpoint)}`)
    .join(',\n')}\n]\n`;
