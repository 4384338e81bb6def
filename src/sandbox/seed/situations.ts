import type { SeedContext } from './context.ts';

export function seedSituations(_draft: SeedContext): void {}
