import type { SeedContext } from './context.ts';

export function seedRefunds(_draft: SeedContext): void {}
