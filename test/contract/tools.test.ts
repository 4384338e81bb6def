import { describe, expect, it } from 'vitest';
import { languages } from '../../src/base/bilingual.ts';
import { koreanTitles } from '../../src/endpoints/titles.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { tools } from '../../src/tools/index.ts';

const definitions = toolDefinitions.map((tool) => tool.definition);

describe('the tools as clients see them', () => {
  it('every tool definition matches its snapshot', async () => {
    for (const definition of definitions)
      await expect(`${JSON.stringify(definition, null, 2)}\n`).toMatchFileSnapshot(
        `__snapshots__/tools/${definition.name}.json`,
      );
  });

  it.each(tools)('$name has a Korean title', ({ name, title }) => {
    expect(title.ko, `add a Korean title for ${name} in src/endpoints/titles.ts`).toMatch(/[가-힣]/);
  });

  it.each(languages)('no two tools have the same title in %s', (lang) => {
    const titles = toolDefinitions.map(({ title }) => title[lang]);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });

  it('every Korean title belongs to an existing tool', () => {
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

  it.each(toolDefinitions)('the annotations of $definition.name match its effect', ({ effect, definition }) => {
    const defaults = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
    const given = Object.entries(definition.annotations);
    const repeated = given.filter(([hint, value]) =>
      Object.entries(defaults).some(([name, it]) => name === hint && it === value),
    );
    expect(repeated, 'a default of the protocol is not repeated').toEqual([]);
    const hints = { ...defaults, ...definition.annotations };
    // Its effect is that of the tool it calls.
    if (definition.name === 'call_tool') return expect(hints).toEqual(defaults);
    expect(hints.readOnlyHint).toBe(effect === 'read');
    if (effect === 'read') expect(hints).toMatchObject({ destructiveHint: false });
    if (effect === 'destructive') expect(hints).toMatchObject({ destructiveHint: true, idempotentHint: false });
  });
});

describe('the order of the tool list', () => {
  it('the list begins with the desk, keeps toolsets together and puts reads before writes', () => {
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

describe('the secret arguments of tools', () => {
  const secretNames =
    /card_number|expiry|birth|gender_digit|pwd|password|cvc|otp|code_verifier|^identifier$|api_key|imp_secret|imp_key/;

  it('no tool has a secret argument unless the operator allows it', () => {
    for (const { name, inputSchema } of definitions)
      for (const argument of Object.keys(inputSchema.properties ?? {})) expect(argument, name).not.toMatch(secretNames);
  });

  it('exactly the tools with secret fields have an open input schema', () => {
    const open = toolDefinitions.filter((tool) => tool.openInputSchema).map((tool) => tool.definition.name);
    const withSecrets = tools.filter((tool) => Object.keys(tool.fields).some((field) => secretNames.test(field)));
    expect(open.sort()).toEqual(withSecrets.map((tool) => tool.name).sort());
  });
});
