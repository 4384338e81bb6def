import { getTier, listPgSettings } from '../../endpoints/catalog/merchant.ts';
import { failed, ok } from '../envelope.ts';
import { type Handler, on } from './handler.ts';

export const merchantHandlers: readonly Handler[] = [
  on(getTier, ({ args, world }) => {
    const tier = world.tiers.get(args.tier_code);
    return tier ? ok(tier) : failed(404, '등록되지 않은 하위 상점(Tier) 코드입니다.');
  }),
  on(listPgSettings, ({ world }) => ok(world.pgSettings)),
];
