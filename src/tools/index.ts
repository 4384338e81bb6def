import { endpoints } from '../endpoints/index.ts';
import { curated } from './curated/index.ts';
import { createEndpointTool } from './endpoint-tool.ts';
import type { Tool } from './tool.ts';

/** Every tool there is, in the order of the list. */
export const tools: readonly Tool[] = [...curated, ...endpoints.map(createEndpointTool)];
