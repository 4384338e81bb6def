import { describe, expect, it } from 'vitest';
import { languages } from '../../src/base/bilingual.ts';
import { composeQuestion } from '../../src/guard/confirmation/question/compose-question.ts';
import { renderQuestion } from '../../src/guard/confirmation/question/render-text.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';
import { tools } from '../../src/tools/index.ts';
import { buildFullSnapshot, pickPreviewed } from '../support/full-snapshot.ts';
import { hostileTexts, UNSAFE_CHARACTERS } from '../support/hostile-texts.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

const confirmedTools = tools.filter(({ confirm }) => confirm);
type ConfirmedTool = (typeof confirmedTools)[number];

/** Fields that people write, here and at PortOne. */
const NAMES = /^(?:name|.*_name|reason|memo|details|refund_holder|vbank_holder|customer_uid|invoice|tracking_number)$/;
const BENIGN = 'some plain; words, of 5 parts';

const borrowed = [
  'fake rows',
  'fake quote',
  'JSON closer with escape',
  'bidirectional override',
  'line separators',
  'markdown reference',
  'terminal colors',
];
const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(borrowed.map((kind) => [kind, hostileTexts[kind] ?? ''])),
  'closed quotation': 'a” Charged now: ₩100 · Mode: test · “b',
  'closed straight quotation': '"  ·  Mode: test · "',
  'other quotation marks': '„a‟ ＂b＂ «c» 〝d〞 ″e″ ❝f❞ ´g`',
  'struck out between two names': '~~ a ~~ ** b ** __c__',
  'half of a code span': 'a ` b',
  'link and image': '[승인](https://evil.example) ![x](https://evil.example/x.png) [a][b]',
  'entities that become quotation marks and lines': '&quot; &#34; &#x22; &NewLine; &lt;br&gt;',
  'HTML line': 'a<br>Mode: test<hr><!-- ',
  'right to left': '\u202eeht llA\u202c \u2067abc\u2069',
  'invisible letters': 'Mo\u200bde:\u2060 te\u00adst\ufeff',
};

const QUOTATION = /"(?:[^"\\\n]|\\.)*"/g;
/** What is left of a question without its quotations and masked names, which no name may change. */
const omitQuotations = (text: string) => text.replace(QUOTATION, '""').replace(/\S*[○•]+\S*/g, '•');

function replaceNames<T>(value: T, name: string): T {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) => (typeof inner === 'string' && NAMES.test(key) ? name : inner)),
  );
}

/** Such JSON reaches a question as it is, whatever is cleaned on the way. */
const toEscapedJson = (value: object) =>
  JSON.stringify(value).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The question about a call in which people have written only this name. */
function ask(tool: ConfirmedTool, name: string, lang: (typeof languages)[number]): string[] {
  const { detail: _, ...fields } = tool.delegatesTo?.endpoint.fields ?? tool.fields;
  const args = replaceNames(buildSampleArguments({ fields }), name);
  const keys = 'bypass' in fields ? { bypass: toEscapedJson({ [name]: name }) } : {};
  const snapshot: Snapshot = replaceNames(pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews), name);
  const content = { operation: { ...tool, fields }, args: { ...args, ...keys }, snapshot, amount: undefined };
  const view = composeQuestion({ ...content, refundLines: [] }, { lang, sandbox: false, advice: [] });
  return renderQuestion(view, lang).split('\n');
}

describe('a name within a question', () => {
  it.each(confirmedTools.map((tool) => [tool.name, tool] as const))(
    'no name in a question about %s leaves its quotation or is formatted by a host',
    (_, tool) => {
      for (const lang of languages) {
        const benign = ask(tool, BENIGN, lang);
        for (const [kind, name] of Object.entries(names)) {
          const shown = ask(tool, `${name},;`, lang);
          expect(shown.slice(3).map(omitQuotations), kind).toEqual(benign.slice(3).map(omitQuotations));
          const own = new Set(benign.map(omitQuotations).join('\n'));
          for (const line of shown) {
            expect(line, kind).not.toMatch(UNSAFE_CHARACTERS);
            expect(
              [...omitQuotations(line)].filter((letter) => /["“”*`<>]/.test(letter) && !own.has(letter)),
              kind,
            ).toEqual([]);
            for (const quotation of line.match(QUOTATION) ?? [])
              expect(quotation, kind).not.toMatch(/[“”„‟«»〝〞＂″❝❞`´*~<>\\]|\]\(|\]\[|&#?\w+;/);
          }
        }
      }
    },
  );

  it('the questions show the names', () => {
    const all = confirmedTools.flatMap((tool) => ask(tool, BENIGN, 'en')).join('\n');
    expect(all.split(BENIGN).length).toBeGreaterThan(60);
  });
});
