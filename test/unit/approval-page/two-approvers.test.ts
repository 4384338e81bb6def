import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { ApprovalRequest, Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { openApprovalPage } from '../../support/approval-page.ts';
import { buildRefundRequest } from '../../support/approval-request.ts';

const now = () => 1_800_000_000;

let approvals: Approvals;
beforeEach(() => {
  approvals = createLocalApprovals({ store: createMemoryStore(now), now });
});
afterEach(() => approvals.close());

async function decide(request: ApprovalRequest, decision: 'approve' | 'deny') {
  const page = await openApprovalPage((await approvals.open(request)).url);
  await page.post({ decision });
  return page;
}

describe('what comes next after a decision', () => {
  it.each([
    ['the only approver', 'approve', undefined, /<h1>승인했습니다<\/h1>.*대화창으로 돌아가/s],
    ['the first approver', 'approve', 'first', /<h1>두 번째 승인이 남았습니다<\/h1>.*전달할 링크/s],
    ['the second approver', 'approve', 'second', /<h1>승인했습니다<\/h1>.*요청한 분에게 알려 주세요/s],
    ['the first approver', 'deny', 'first', /<h1>거절했습니다<\/h1>/],
    ['the second approver', 'deny', 'second', /<h1>거절했습니다<\/h1>.*요청한 분에게 알려 주세요/s],
  ] as const)('%s who pressed "%s" reads what to do next', async (_, decision, approver, expected) => {
    const page = await decide(buildRefundRequest(approver ? { approver } : {}), decision);
    expect((await page.get()).text).toMatch(expected);
  });

  it('the first approver reads that the second one must still approve once the link has been passed on', async () => {
    const request = buildRefundRequest({ approver: 'first' });
    const page = await decide(request, 'approve');
    await approvals.consume(request.binding);
    const { status, text } = await page.get('?lang=en');
    expect(status).toBe(410);
    expect(text).toContain('carried out once the second approver approves too');
  });

  it('the second approver is never sent to an assistant', async () => {
    const request = buildRefundRequest({ approver: 'second' });
    const page = await decide(request, 'approve');
    expect(page.firstResponse.text).not.toMatch(/어시스턴트/);
    expect((await page.get()).text).not.toMatch(/어시스턴트/);
    await approvals.consume(request.binding);
    expect((await page.get()).text).not.toMatch(/어시스턴트/);
  });

  it('the page after a decision names the shop and the operation', async () => {
    const page = await decide(buildRefundRequest({ shop: '감귤상회' }), 'approve');
    expect((await page.get()).text).toContain('감귤상회 · 결제를 취소하고 구매자에게 환불합니다 · ₩25,000');
  });
});
