import * as z from 'zod';
import { createCatalog, type GuardContext } from '../../src/context.ts';
import { getFieldMeta, unwrapSchema } from '../../src/endpoints/sensitivity.ts';
import type { Telemetry } from '../../src/guard/telemetry.ts';
import type { PortOneConnection, PortOneReader, PortOneWriter } from '../../src/portone/client.ts';
import { PortOneRejected } from '../../src/portone/errors.ts';
import { WritePermit } from '../../src/portone/write-permit.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { allCanaries, canaries } from './canaries.ts';
import { createGuardContext } from './guard-context.ts';

const NOW = 1_795_000_000;

type GetText = (origin: 'text' | 'code') => string;

/** The model's fields, each with the text that people or machines could have written there. Ids are ordinary ones. */
export function fill(schema: z.ZodType, getText: GetText, ids: object = {}, name = ''): unknown {
  const meta = getFieldMeta(schema);
  const inner = unwrapSchema(schema);
  if (meta?.text === 'handle') return [Object(ids)[name]].flat()[0] ?? `${name}_1`;
  if (inner instanceof z.ZodString) return getText(meta?.text === 'code' ? 'code' : 'text');
  if (inner instanceof z.ZodArray) return [fill(inner.element as z.ZodType, getText, ids, name)];
  if (inner instanceof z.ZodRecord) return buildUnknownData(getText('text'));
  if (inner instanceof z.ZodObject) {
    const fields = Object.entries(inner.shape).map(([key, field]) => [
      key,
      fill(field as z.ZodType, getText, ids, key),
    ]);
    return { ...Object.fromEntries(fields), a_new_field: buildUnknownData(getText('text')), news: getText('text') };
  }
  return inner instanceof z.ZodNumber ? NOW : true;
}

const buildUnknownData = (text: string) => ({
  ...{ memo: text, 수취인: text, option: text, product_name: text, code: text, list: [text], [text.slice(0, 60)]: 1 },
});

const ALL = allCanaries.map(({ text }) => text).join(' | ');

/** Fills each field with a few of the texts, and the next ones in the next field, so that questions stay readable. */
function fillInTurn(schema: z.ZodType, ids: object): unknown {
  let used = 0;
  const takeFrom = (texts: readonly { text: string }[]) =>
    Array.from({ length: 4 }, () => texts[used++ % texts.length]?.text ?? '').join(' | ');
  return fill(schema, (origin) => takeFrom(origin === 'code' ? canaries : allCanaries), ids);
}

export interface CanaryServer {
  guard: GuardContext;
  portone: PortOneConnection;
  /** What was logged. */
  lines: string[];
  /** The writes that were executed. */
  sent: string[];
}

interface Options {
  pii: 'masked' | 'full';
  /** PortOne refuses everything, in the words of the texts. */
  refuses?: boolean;
  telemetry?: Telemetry;
}

/** A server in front of a PortOne whose every answer is full of personal texts. */
export function createCanaryServer({ pii, refuses = false, telemetry }: Options): CanaryServer {
  const sent: string[] = [];
  const lines: string[] = [];
  const answer = (schema: z.ZodType, args: unknown) => {
    if (refuses) throw new PortOneRejected({ httpStatus: 400, code: -1, upstreamMessage: ALL });
    return { response: fillInTurn(schema, Object(args)), message: ALL };
  };
  // The filled models have the fields of the rows, all of which are optional.
  const call = (async (row, args) => answer(row.returns, args)) as PortOneReader['call'];
  const send = (async (permit) => {
    const { row, args } = WritePermit.redeem(permit);
    sent.push(row.name);
    return answer(row.returns, args);
  }) as PortOneWriter['send'];
  const portone: PortOneConnection = {
    reader: { call, getServerTime: () => NOW, getTokenExpiry: async () => NOW + 600 },
    writer: { send },
    close: async () => {},
  };
  const offered = selectTools(toolDefinitions, { toolsets: ['all'], tools: [], excludeTools: [], readOnly: false });
  const guard = createGuardContext({
    portone,
    store: createMemoryStore(() => NOW),
    now: () => NOW,
    context: {
      pii,
      catalog: createCatalog(offered),
      log: (line) => void lines.push(line),
      ...(telemetry ? { telemetry } : {}),
    },
  });
  return { guard, portone, lines, sent };
}
