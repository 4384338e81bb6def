import { readFileSync } from 'node:fs';
import { type AcceptedEndpoint, acceptedEndpointsPath } from '../../scripts/docs/accepted-endpoints.ts';

/** The endpoints as they were last accepted by `npm run accept`: a difference to the rows is a decision to be made. */
export const acceptedEndpoints: readonly AcceptedEndpoint[] = JSON.parse(readFileSync(acceptedEndpointsPath, 'utf8'));
