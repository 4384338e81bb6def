import { describe, expect, it } from 'vitest';
import { getArgumentLabel } from '../../src/endpoints/argument-labels.ts';
import { koreanTitles } from '../../src/endpoints/korean-titles.ts';
import { tools } from '../../src/tools/index.ts';
import { requiredSecretArguments } from '../../src/tools/schema/secret-arguments.ts';

/** Tools with a part for a person: those that ask, and those with arguments that a model must not see. */
const confirmedTools = tools.filter(({ confirm, fields }) => confirm || requiredSecretArguments(fields).length > 0);

/** Arguments about the result, not the question: how much of it the model wants. */
const ownArguments = ['detail'];
/** Arguments that keep PortOne's own names, since merchants know no others. */
const asIs = [
  'channelGroupId',
  'channel_group_id',
  'confirm_url',
  'secure_3d_charge_id',
  'secure_3d_token',
  'vbank_key',
];

describe('the confirmation questions of all tools', () => {
  it('every tool with a question has a Korean title, and no other tool has one', () => {
    expect(Object.keys(koreanTitles).sort()).toEqual(confirmedTools.map(({ name }) => name).sort());
  });

  it.each(confirmedTools.filter(({ confirm }) => confirm).map((tool) => [tool.name, tool] as const))(
    'every argument of %s has a readable label in both languages',
    (_, tool) => {
      const names = Object.keys(tool.fields).filter((name) => ![...ownArguments, ...asIs].includes(name));
      for (const name of names) {
        expect(getArgumentLabel(name).ko, name).toMatch(/[가-힣]|^PG/);
        expect(getArgumentLabel(name).en, name).not.toBe(name);
      }
    },
  );
});
