import { endpoint } from './endpoint.ts';
import { Segment } from './fields.ts';
import { list } from './models/field.ts';
import { PgSetting, Tier } from './models/merchant.ts';

export const getTier = endpoint('GET /tiers/{tier_code}', {
  name: 'get_tier',
  title: 'Get a sub-merchant',
  description: 'The name of a sub-merchant (하위 상점) of an agency account by its code: three capitals or digits.',
  effect: 'read',
  path: { tier_code: Segment() },
  returns: Tier,
});

export const listPgSettings = endpoint('GET /users/pg', {
  name: 'list_pg_settings',
  title: 'List payment channels',
  description:
    'The payment channels (채널) of the account: PG, MID, channel_key, and whether each is a test channel (sandbox).',
  effect: 'read',
  returns: list(PgSetting),
});
