import type { Handler } from '../handler.ts';

export const cvsHandlers: readonly Handler[] = [];
