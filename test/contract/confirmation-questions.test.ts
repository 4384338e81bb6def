import { describe, expect, it } from 'vitest';
import { getArgumentLabel } from '../../src/endpoints/argument-labels.ts';
import { tools } from '../../src/tools/index.ts';
import { requiredSecretArguments } from '../../src/tools/schema/secret-arguments.ts';

/** Tools that a person sees something of: those that ask, and those that need what a model must not see. */
const confirmedTools = tools.filter(({ confirm, fields }) => confirm || requiredSecretArguments(fields).length > 0);

/** Of the list, not the question: how much of the answer the model wants to see. */
const ownArguments = ['detail'];
/** Named in PortOne's own words, since no merchant knows them by others. */
const asIs = [
  'channelGroupId',
  'channel_group_id',
  'confirm_url',
  'secure_3d_charge_id',
  'secure_3d_token',
  'vbank_key',
];

describe('questions', () => {
  it.each(confirmedTools.filter(({ confirm }) => confirm).map((tool) => [tool.name, tool] as const))(
    'call every argument of %s by a name that people know',
    (_, tool) => {
      const names = Object.keys(tool.fields).filter((name) => ![...ownArguments, ...asIs].includes(name));
      for (const name of names) {
        expect(getArgumentLabel(name).ko, name).toMatch(/[가-힣]|^PG/);
        expect(getArgumentLabel(name).en, name).not.toBe(name);
      }
    },
  );
});
