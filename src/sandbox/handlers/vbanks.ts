import type { Handler } from '../handler.ts';

export const vbankHandlers: readonly Handler[] = [];
