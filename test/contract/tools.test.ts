import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/base/bilingual.ts';
import { koreanTitles } from '../../src/endpoints/titles.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { tools } from '../../src/tools/index.ts';

const definitions = toolDefinitions.map((tool) => tool.definition);

describe('the list of tools', () => {
  it('is what a client would see, tool by tool', async () => {
    for (const definition of definitions)
      await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot(
        `__snapshots__/tools/${definition.name}.json`,
      );
  });

  it.each(languages)('costs a model at most 11,000 tokens, and 52 kB on the wire, with titles in %s', (lang) => {
    const all = toolDefinitions
      .filter(({ toolset }) => toolset !== 'discover')
      .map(({ definition, title }) => ({ ...definition, title: title[lang] }));
    const toolSummaries = all.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
    expect(encode(JSON.stringify(toolSummaries)).length).toBeLessThanOrEqual(11_000);
    expect(Buffer.byteLength(JSON.stringify({ tools: all }))).toBeLessThanOrEqual(52_000);
  });

  it.each(tools)('$name has a Korean title', ({ title }) => {
    expect(title.ko).toMatch(/[가-힣]/);
  });

  it('has no two tools of one title, in either language', () => {
    for (const lang of languages) {
      const titles = toolDefinitions.map(({ title }) => title[lang]);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });

  it('has a Korean title for no tool that does not exist', () => {
    const names = tools.map(({ name }) => name);
    expect(Object.keys(koreanTitles).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(definitions)('$name has strict and portable input', ({ inputSchema }) => {
    expect(inputSchema.type).toBe('object');
    expect(inputSchema.additionalProperties).toBe(false);
    for (const keyword of ['oneOf', 'anyOf', 'allOf', 'not', '$schema', 'default'])
      expect(inputSchema).not.toHaveProperty(keyword);
    for (const name of Object.keys(inputSchema.properties ?? {})) expect(name).toMatch(/^[a-z][A-Za-z0-9_]*$/);
    expect(JSON.stringify(inputSchema)).not.toContain('"default"');
  });

  it.each(toolDefinitions)('$definition.name says what it may do', ({ effect, definition }) => {
    const { annotations } = definition;
    expect(Object.keys(annotations).sort()).toEqual(['destructiveHint', 'idempotentHint', 'readOnlyHint']);
    // What it may do is whatever the tool does that it calls.
    if (definition.name === 'call_tool') return expect(annotations.destructiveHint).toBe(true);
    expect(annotations.readOnlyHint).toBe(effect === 'read');
    if (effect === 'read') expect(annotations).toMatchObject({ destructiveHint: false, idempotentHint: true });
    if (effect === 'destructive') expect(annotations).toMatchObject({ destructiveHint: true, idempotentHint: false });
  });
});

describe('the order of the list', () => {
  it('begins with the desk, keeps a toolset together and shows what only looks before what acts', () => {
    expect(
      toolDefinitions
        .map(({ toolset }) => toolset)
        .filter((one, at, all) => all.indexOf(one) === at)
        .slice(0, 2),
    ).toEqual(['desk', 'payments']);
    expect(toolDefinitions.map((tool) => tool.toolset).filter((one, index, all) => one !== all[index - 1])).toEqual([
      ...new Set(toolDefinitions.map((tool) => tool.toolset)),
    ]);
    const effects = ['read', 'write', 'destructive'];
    toolDefinitions.slice(1).forEach(({ toolset, effect, definition }, index) => {
      const before = toolDefinitions[index];
      if (before?.toolset !== toolset) return;
      const step = effects.indexOf(effect) - effects.indexOf(before.effect);
      expect(step, definition.name).toBeGreaterThanOrEqual(0);
      if (step === 0) expect(before.definition.name < definition.name, definition.name).toBe(true);
    });
  });
});

describe('secret arguments', () => {
  const secretNames =
    /card_number|expiry|birth|gender_digit|pwd|password|cvc|otp|code_verifier|^identifier$|api_key|imp_secret|imp_key/;

  it('are in no input unless the operator allows them', () => {
    for (const { name, inputSchema } of definitions)
      for (const argument of Object.keys(inputSchema.properties ?? {})) expect(argument, name).not.toMatch(secretNames);
  });

  it('are in the open input of exactly the tools that have them', () => {
    const open = toolDefinitions.filter((tool) => tool.openInputSchema).map((tool) => tool.definition.name);
    const withSecrets = tools.filter((tool) => Object.keys(tool.fields).some((field) => secretNames.test(field)));
    expect(open.sort()).toEqual(withSecrets.map((tool) => tool.name).sort());
  });
});
