import type { SeedContext } from './context.ts';

export function seedHistory(_draft: SeedContext): void {}
