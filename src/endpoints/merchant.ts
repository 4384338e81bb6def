import { endpoint } from './endpoint.ts';
import { Segment } from './fields.ts';
import { list } from './models/field.ts';
import { PgSetting, Tier } from './models/merchant.ts';

export const getTier = endpoint('GET /tiers/{tier_code}', {
  name: 'get_tier',
  title: 'Get tier',
  description: 'agency accounts',
  effect: 'read',
  path: { tier_code: Segment() },
  returns: Tier,
});

export const listPgSettings = endpoint('GET /users/pg', {
  name: 'list_pg_settings',
  title: 'List pg settings',
  description: 'MIDs, channel keys, sandbox flag: the best first health check',
  effect: 'read',
  returns: list(PgSetting),
});
