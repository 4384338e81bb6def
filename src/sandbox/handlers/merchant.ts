import { getTier, listPgSettings } from '../../endpoints/catalog/merchant.ts';
import { respondError, respondOk } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const merchantHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(getTier, ({ args, world }) => {
    const tier = world.tiers.get(args.tier_code);
    return tier ? respondOk(tier) : respondError(404, '등록되지 않은 하위 상점(Tier) 코드입니다.');
  }),
  createEndpointHandler(listPgSettings, ({ world }) => respondOk(world.pgSettings)),
];
