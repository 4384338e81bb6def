import { endpoints } from '../endpoints/index.ts';
import { curated } from './curated/index.ts';
import { createEndpointTool } from './endpoint-tool.ts';
import type { Tool } from './tool.ts';

/** All tools except those of `discover`, in the order of the list. */
export const tools: readonly Tool[] = [...curated, ...endpoints.map(createEndpointTool)];
