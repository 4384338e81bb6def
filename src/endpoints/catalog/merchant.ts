import { endpoint } from '../endpoint.ts';
import { CodeSegment } from '../fields.ts';
import { list } from '../models/field.ts';
import { PgSetting, Tier } from '../models/merchant.ts';

export const getTier = endpoint('GET /tiers/{tier_code}', {
  name: 'get_tier',
  title: 'Sub-merchant',
  description: 'Name of a sub-merchant (하위상점) by its three-character code.',
  effect: 'read',
  path: { tier_code: CodeSegment() },
  returns: Tier,
});

export const listPgSettings = endpoint('GET /users/pg', {
  name: 'list_pg_settings',
  title: 'Channels',
  description: 'Payment channels: PG, MID, channel_key, sandbox (test).',
  effect: 'read',
  returns: list(PgSetting),
});
