import { describe, expect, it } from 'vitest';
import type { Approval } from '../../../../src/approval-page/approval-entry.ts';
import { renderQuestionPage } from '../../../../src/approval-page/views/question.ts';
import type { ApprovalRequest } from '../../../../src/guard/confirmation/approvals.ts';
import type { QuestionView } from '../../../../src/guard/confirmation/question/question.ts';
import { buildCardRequest, buildRefundRequest } from '../../../support/approval-request.ts';

const NOON = Date.parse('2026-11-21T12:00:00+09:00') / 1000;

interface PageOptions {
  lang?: 'ko' | 'en';
  approval?: Partial<Approval>;
  /** Seconds since the page was opened. */
  elapsed?: number;
}

function render(request: ApprovalRequest, { lang = 'ko', approval = {}, elapsed = 0 }: PageOptions = {}): string {
  const { binding: _, ...content } = request;
  const shown = { ...content, id: 'x', openedAt: NOON, expiresAt: NOON + 300, isExtended: false, ...approval };
  const address = { action: '/x', switchUrl: '/y', token: 't' };
  const page = { ...address, approval: shown, lang, now: NOON + elapsed, requiresPin: false, fieldErrors: new Map() };
  return renderQuestionPage(page).markup;
}

/** The text of a page without its markup, as a reader sees it. */
const readText = (markup: string) =>
  markup
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');
const readTitle = (markup: string) => /<title>(.*?)<\/title>/.exec(markup)?.[1];

function buildRequestWith(view: Partial<QuestionView>): ApprovalRequest {
  const { question } = buildRefundRequest();
  return buildRefundRequest({ question: { ko: { ...question.ko, ...view }, en: { ...question.en, ...view } } });
}

function buildTable(count: number): NonNullable<QuestionView['table']> {
  const rows = Array.from({ length: count }, (_, index) => [`2027-01-${index + 1}`, `₩${9_000 + index}`]);
  return { title: '예약', columns: [{ label: '결제 예정' }, { label: '금액', isNumeric: true }], rows };
}

describe('the head of the page', () => {
  it.each([
    ['ko', '감귤상회 · 확인이 필요합니다', 'anna가 12:00(한국 시간)에 요청'],
    ['en', '감귤상회 · Your approval is needed', 'Requested by anna at 12:00 (Korean time)'],
  ] as const)('the head says in %s which shop this is about, who asks and since when', (lang, shop, asker) => {
    const text = readText(render(buildRefundRequest({ shop: '감귤상회', asker: 'anna' }), { lang }));
    expect(text.replace(' ·', ' ·')).toContain(shop);
    expect(text).toContain(asker);
  });

  it('the head says only when the request was made if neither the shop nor the caller has a name', () => {
    const text = readText(render(buildRefundRequest()));
    expect(text).toContain(' 12:00(한국 시간)에 요청');
    expect(text).not.toMatch(/undefined|이\(가\)/);
  });

  it('the title of the document begins with the amount and names the shop', () => {
    expect(readTitle(render(buildRefundRequest({ shop: '감귤상회' })))).toBe(
      '₩25,000 결제를 취소하고 구매자에게 환불합니다 · 감귤상회 · 포트원 V1 승인',
    );
    expect(readTitle(render(buildCardRequest()))).toBe('카드를 빌링키로 등록합니다 · 포트원 V1 승인');
  });

  it('the page has an icon that needs no request', () => {
    expect(render(buildRefundRequest())).toMatch(
      /<link rel="icon" type="image\/svg\+xml" href="data:image\/svg\+xml,%3Csvg/,
    );
  });

  it('the second approver reads when and where the first one approved, and is not told to have asked', () => {
    const text = readText(render(buildRefundRequest({ approver: 'second', firstApproval: 'page' })));
    expect(text).toContain('두 번째 승인자의 확인이 필요합니다');
    expect(text).toContain('첫 번째 승인: 12:00, 승인 페이지에서');
    expect(text).not.toContain('직접 요청한 일이 아니라면');
  });
});

describe('the details on the page', () => {
  it('the warnings come before everything that may need scrolling', () => {
    const text = readText(render(buildRequestWith({ alerts: ['취소 가능 잔액보다 큽니다.'] })));
    const positions = ['₩25,000', '취소 가능 잔액보다 큽니다.', '되돌릴 수 없습니다.', '제주 감귤'].map((part) =>
      text.indexOf(part),
    );
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(positions).not.toContain(-1);
  });

  it('a change is shown as the value before and the value after', () => {
    const changes = [{ label: '결제 예정 시각', before: '2026-12-01', after: '2026-12-20' }];
    expect(readText(render(buildRequestWith({ changes })))).toContain('변경 전: 2026-12-01 → 변경 후: 2026-12-20');
  });

  it('the rows of a table are numbered and stand below their columns', () => {
    const markup = render(buildRequestWith({ table: buildTable(3), summary: [['합계', '₩27,003']] }));
    expect(readText(markup)).toContain(
      '합계 ₩27,003 예약 번호 결제 예정 금액 1 2027-01-1 ₩9000 2 2027-01-2 ₩9001 3 2027-01-3 ₩9002',
    );
    expect(markup).toContain('<td class="number">₩9000</td>');
  });

  it.each([
    [10, true],
    [11, false],
  ])('a table of %i rows is open when the page is loaded: %s', (count, isOpen) => {
    const markup = render(buildRequestWith({ table: buildTable(count) }));
    expect(/<details class="records"( open)?>/.exec(markup)?.[1] !== undefined).toBe(isOpen);
  });
});

describe('the time left on the page', () => {
  const readStyle = (options: PageOptions) =>
    /<style>(\.time.*?)<\/style>/.exec(render(buildRefundRequest(), options))?.[1];

  it.each([
    ['just opened', {}, 240, 60],
    ['open for four and a half minutes', { elapsed: 270 }, 0, 30],
    ['extended', { approval: { expiresAt: NOON + 600, isExtended: true } }, 540, 60],
    ['over', { elapsed: 301 }, 0, 0],
  ])('a page that is %s warns a minute before the end', (_, options, openSeconds, warnSeconds) => {
    const style = readStyle(options);
    expect(style).toContain(`.until .open{animation-duration:${openSeconds}s}`);
    expect(style).toContain(`.until .soon{animation-duration:${warnSeconds}s;animation-delay:${openSeconds}s}`);
    expect(style).toContain(`.until .late{animation-delay:${openSeconds + warnSeconds}s}`);
  });

  it('the warning is read aloud, names the end and offers more time', () => {
    const markup = render(buildRefundRequest(), { lang: 'en' });
    const warning = /<div class="soon" role="alert">.*?<\/div>/s.exec(markup)?.[0] ?? '';
    expect(readText(warning).trim()).toBe('Less than a minute left (12:05). Add 5 minutes');
    expect(markup).not.toContain('clears what you typed');
  });
});
